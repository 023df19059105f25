/*
 * How agents ask, in the folded words of sentences.ts: English, German, French and Spanish together, because agents
 * mix them and words of one rarely mean something in another.
 */

const GIVE =
  "give|tell|provide|confirm|share|send|supply|spell|repeat|read|remind|type|enter|verify|state|forward|resend|quote|pass|drop|pop|message|text|dictate|specify|list|advise|let me (?:know|have)|say|help me with|jog";
const TAKE =
  "have|take|get|grab|ask|note|see|confirm|verify|check|trouble|know|request|collect|jot|bother|pick up|write down";
const GEBEN =
  "geben|nennen|sagen|mitteilen|durchgeben|verraten|schicken|senden|bestatigen|wiederholen|buchstabieren|angeben|ubermitteln|zukommen|zusenden|durchsagen|aufsagen|eingeben|schreiben|vorlesen|mitgeben|ablesen|heraussuchen|raussuchen|nachschauen|nachsehen|eintippen";
const HABEN = "haben|erfragen|fragen|notieren|aufnehmen|bekommen|erfahren|wissen|bitten|abgleichen";
const DONNER =
  "donner|communiquer|indiquer|confirmer|rappeler|epeler|fournir|preciser|transmettre|dire|redonner|repeter|envoyer|avoir|connaitre|demander|noter|prendre|redire|lire|retrouver|saisir|recuperer|obtenir|partager|relire";
const DAR =
  "dar|darme|darnos|decir|decirme|facilitar|facilitarme|indicar|indicarme|confirmar|confirmarme|proporcionar|proporcionarme|repetir|repetirme|deletrear|deletrearme|recordar|recordarme|pasar|pasarme|enviar|enviarme|comentar|comentarme|compartir|escribir|escribirme|dictar|dictarme|pedir|pedirle|preguntar|saber|tomar|anotar|darle|tener|leer|leerme|mirar|buscar";

/** A clause or sentence with one of these asks for what it names. */
const REQUESTS: readonly RegExp[] = [
  new RegExp(` (?:can|could|cld|cud|would|will|might) (?:you|u|ya) (?:\\w+ ){0,3}?(?:${GIVE}) `),
  new RegExp(` (?:can|could|may|might|cud|shall) (?:i|we) (?:\\w+ ){0,3}?(?:${TAKE}) `),
  / (?:would|do) you mind (?:\w+ )?(?:\w+ing) /,
  / (?:can|could|would|will) (?:you|u) (?:\w+ ){0,2}(?:look for|find|locate|look up|see|dig out|fish out|track down|hunt out) /,
  new RegExp(` (?:favou?r and|like to|love to|be able to|kind enough to|want to|willing to) (?:${GIVE}) `),
  / (?:what about|how about|wie sieht es (?:denn )?mit|was ist mit|qu en est il|et pour|et concernant|que hay de|y que tal) (?:your|the|der|dem|ihrer|ihrem|deiner|den|votre|vos|de|du|su|el|la|tu) /,
  / (?:possible|okay|ok|alright|moglich|posible) (?:for you )?(?:to|d|de|que|sie|ihre|die|das|den|zu|dass) /,
  / (?:start|starting|begin|beginning|commencons|commencez|commencer|empecemos|empezamos|empiece|comencemos|fangen wir|beginnen wir|starten wir|anfangen|beginnen) (?:off |first |zuerst |erst mal |d abord |primero )?(?:with|by|par|por|con|mit) /,
  / (?:je (?:vous |te )?(?:prends|note|reprends)|(?:le |te )?tomo nota|ich (?:nehme|notiere)) (?:\S+ ){0,2}(?:votre|vos|su|tu|de su|del|ihre|ihren|die|den|das) /,
  / (?:vous|tu) (?:souvenez vous|souviens) | (?:souvenez vous|te souviens tu) de | (?:recuerda|recuerdas) (?:su|el|la|cual) /,
  / (?:vous|te) (?:derange|ennuie|embete) (?:de|si) /,
  / (?:vous|tu) (?:me |m )?(?:donnez|redonnez|rappelez|indiquez|dites|epelez|confirmez|envoyez|donnes|redonnes|rappelles|dis|envoies) /,
  / (?:vous|tu) l (?:avez|as|auriez) /,
  / (?:la|lo) (?:tiene|tienes|tendria) /,
  / (?:sie )?(?:die|das|den|sie|es) (?:da|zur hand|parat|griffbereit) /,
  / mind (?:giving|telling|sharing|confirming|repeating|providing|spelling|reading|sending|typing) /,
  / (?:do|would|did) (?:you|u|ya) (?:by any chance |perhaps |maybe |still |also |happen to |possibly )?(?:have|know|remember|recall) /,
  / (?:run|walk|take|talk) me through (?:your|the) /,
  / (?:leave|hinterlassen sie|hinterlass|laissez|laisse) (?:me |us |mir |uns |moi |nous )?(?:doch |bitte )?(?:your|ihre|deine|votre|ton|un) /,
  / what did you say (?:your|the) /,
  / (?:have|had|got) you got /,
  / (?:ve|youve) got (?:your|the|an|a) /,
  / (?:is there|gibt es|hay|y a t il|existe) (?:\S+ )?(?:a|an|any|the|eine|einen|ein|un|une|algun|alguna) /,
  / (?:hatten|hattest) (?:sie|du) /,
  / (?:est ce que )?(?:je|on) (?:peux|peut|pourrais|pourrait) avoir /,
  / you got (?:your|the|a|an) /,
  / (?:whats|what is|what was|whatre|what are|wats|wat is|whts|wots|what would be|what were) /,
  / (?:which|what) (?:\w+ ){0,3}(?:is it|was it|do you have|did you use|do i|should i|are you using|is on|is registered|was used|am i|is that) /,
  / (?:ill|i will|i|we|well|we will|id|i would|wed|we would|im|we are|i am|were|am|still|just|also|only|then|first|gonna|going to|have to|would|do|did) (?:\w+ ){0,2}?(?:need|require|needing|requiring|want|must have) /,
  / (?:ill|i will|id|im going to|i am going to|we) (?:\w+ ){0,1}(?:have to|need to|must) (?:\w+ ){0,1}(?:ask|get|take|have|trouble|confirm|verify) /,
  / (?:needed|required|missing) (?:is|are|from you) /,
  / (?:id|i would|wed|we would) (?:\w+ )?(?:like|love) (?:to have |to get |to confirm |to take |to know |you to )?/,
  / (?:please|pls|plz|plse|kindly) (?:\w+ )?(?:do )?(?:give|tell|provide|confirm|share|send|supply|spell|repeat|read|remind|type|enter|verify|state|resend|quote|pass|drop|specify|let|reply with|respond with|include|advise) /,
  new RegExp(
    `^ (?:ok |okay |and |so |then |now |first |also |just |right |sure |great |thanks |perfect |alright |go ahead and |lets |well )*(?:${GIVE}) (?:me |us )?`,
  ),
  / (?:give|tell|send|remind|pass|read|spell) (?:me|us|it|that) /,
  / (?:let me|lemme) (?:\w+ )?(?:have|get|take|grab|ask|start with|know) /,
  / (?:need|want) (?:you )?to (?:give|tell|provide|confirm|share|repeat|verify|know|have|take|get|ask) /,
  / (?:ask(?:ing)?|looking|waiting) (?:you )?for (?:your|the) /,
  / (?:get|take|have) (?:your|the) (?:\w+ ){1,4}(?:from you|please|pls|off you|again|first|once more|one more time) /,
  / (?:start|begin) with (?:your|the) /,
  / how do (?:you|i) spell /,
  new RegExp(
    ` (?:konnen|konnten|koennten|koennen|wurden|wuerden|kannst|konntest|darf|durfte|duerfte|durfen|kann|magst|mogen|mochten|wollen) (?:sie|du|ich|wir) (?:\\S+ ){0,12}?(?:${GEBEN}|${HABEN}) `,
  ),
  / (?:sie|du) (?:\S+ ){0,3}(?:so (?:nett|freundlich|lieb)|bitte (?:kurz|noch|mal|nochmal|einmal)) /,
  / wie (?:lautet|lauten|ist|sind|war|ware|waren|heisst|heissen) /,
  / (?:hilfreich|nett|super|prima|toll|klasse|helpful|great|handy|brilliant) (?:ware|waren|if|wenn|to have) /,
  / (?:fragt|fragen|frage) (?:ich|wir) (?:sie |noch |kurz |einmal |mal ){0,3}nach /,
  / (?:verraten|nennen|geben|sagen|durchgeben|buchstabieren) (?:sie|wir|mir|uns) /,
  / (?:nennen|geben|sagen|lesen|tippen|teilen|schicken|senden|verraten|buchstabieren|bestatigen|wiederholen|schreiben|tippen|ubermitteln) sie /,
  / (?:nenn|nenne|gib|gebe|sag|sage|schick|schicke|schreib|verrat|teil|teile|buchstabier|buchstabiere|wiederhol) (?:mir|uns|bitte|doch|mal) /,
  / (?:brauche|brauchen|benotige|benotigen|brauchte|brauchten|braucht|braeuchte|brauchts|benotigt|fehlt|fehlen) (?:\S+ )?/,
  / (?:hatte|hatten) (?:ich|wir) (?:\S+ )?(?:gern|gerne|noch) /,
  / (?:ich|wir) (?:hatte|hatten) (?:\S+ )?(?:gern|gerne) /,
  / (?:muss|musste|mussen|mussten) (?:ich|wir) (?:\S+ ){0,6}(?:wissen|erfragen|fragen|haben|abfragen|abgleichen) /,
  / (?:ich|wir) (?:muss|musste|mussen|mussten) (?:\S+ ){0,6}(?:wissen|erfragen|fragen|haben|abfragen) /,
  / haben sie (?:\S+ ){0,6}?(?:zur hand|parat|da|griffbereit|dabei|vorliegen|fur mich|vor sich|bereit|eventuell|vielleicht|mal|noch) /,
  / (?:hast du|haben sie) (?:\S+ ){0,2}(?:ihre|ihren|ihr|deine|deinen|dein|die|den|das|eine|einen) /,
  / (?:was|welche|welcher|welches|welchen) (?:ist|war|sind|hat|haben) /,
  / (?:um|mit) (?:ihre|ihren|die|den|der|ihrer) (?:\S+ ){1,3}(?:bitten|fragen) /,
  new RegExp(
    ` (?:pouvez|pourriez|peux|pourrais|puis|pourrait|pouvons|pourrions|peut|voulez|voudriez|puisse|permettez) (?:vous |tu |je |nous |on |m |me |bien )*(?:\\S+ ){0,4}?(?:${DONNER}) `,
  ),
  new RegExp(
    ` (?:je|on|nous) (?:\\S+ )?(?:peux|pourrais|peut|pourrait|vais|dois|aimerais|voudrais|souhaite|souhaiterais|souhaiterai|pouvons|devons) (?:\\S+ ){0,3}?(?:${DONNER}|besoin|verifier) `,
  ),
  / (?:pouvez vous|pourriez vous|vous pouvez|vous pourriez|tu peux|tu pourrais|peux tu|pourrais tu|pourrais je|puis je|est ce que (?:vous|tu|je)) (?:\S+ ){0,4}?(?:donner|redonner|dire|redire|communiquer|indiquer|confirmer|rappeler|epeler|fournir|preciser|transmettre|envoyer|avoir|repeter) /,
  / (?:quel|quelle|quels|quelles) (?:est|etait|sont|serait|etaient) /,
  / c est (?:quoi|quel|quelle) /,
  / (?:ai|aurais|aurai|avons|aurons|aurions|aura|aurait) (?:\S+ )?besoin /,
  / il (?:me |nous )?(?:faut|faudrait|faudra|manque) /,
  / merci de (?:bien vouloir )?(?:me |m |nous )?(?:le |la |les )?(?:\S+er|\S+re|\S+ir) /,
  / (?:lisez|lis|tapez|donnez|communiquez|indiquez|rappelez|precisez|confirmez|dites|envoyez|epelez|redonnez|repetez|fournissez|transmettez|donne|dis|rappelle|indique|redonne|passez|passe) (?:moi|nous|le|la|votre|vos|bien) /,
  / (?:veuillez|priere de) (?:\S+ ){0,3}?(?:donner|communiquer|indiquer|confirmer|rappeler|epeler|fournir|preciser|transmettre|dire|saisir|envoyer|repeter) /,
  / (?:auriez vous|avez vous|vous avez|vous auriez|as tu|tu as|tu aurais) (?:\S+ ){0,3}?(?:votre|vos|le|la|l|ton|ta|un|une) /,
  new RegExp(
    ` (?:puede|podria|puedes|podrias|podriamos|pueden|puedo|podemos|podra|pudiera|pudieras|importa|importaria|amable|favor) (?:de )?(?:\\S+ ){0,5}?(?:${DAR}|indicando|dandome|diciendome|facilitandome) `,
  ),
  / (?:cual|cuales) (?:es|era|seria|son|fue) /,
  / (?:necesito|necesitaria|necesitamos|requiero|requerimos|necesitare|necesitaremos|precisaria|preciso|falta|faltaria) /,
  / (?:leame|leeme|leanos|envieme|enviame|envienos|compartame|comparteme|dejeme|dejame|anoteme|expliqueme|deme|dame|digame|dime|indiqueme|indicame|faciliteme|facilitame|paseme|pasame|confirmeme|confirmame|proporcioneme|denos|diganos|mandeme|mandame|recuerdeme|recuerdame|deletree|deletreeme|repita|repitame|escriba|escribame|indique|confirme|facilite|proporcione) /,
  / me (?:da|das|dice|dices|facilita|facilitas|indica|indicas|confirma|confirmas|pasa|pasas|proporciona|recuerda|repite|repites|deletrea|dicta|podria (?:dar|decir)|puede (?:dar|decir)|diria) /,
  / (?:tiene|tienes|tendria|tendra) (?:usted )?(?:\S+ )?(?:su|el|la|tu|a mano|algun|un) /,
  / (?:quisiera|querria|me gustaria) (?:\S+ )?(?:pedirle|preguntarle|confirmar|saber|tener|solicitar) /,
];

/** In a clause together with its name, these ask although no verb does: "account number, please". */
const POLITE =
  / (?:please|pls|plz|plse|bitte|svp|stp|s il vous plait|s il te plait|por favor|porfa|porfavor|porfis|if you (?:have (?:it|one)|could|can|would|dont mind|wouldnt mind)|(?:to hand|handy)|zur hand|griffbereit|parat|wenn (?:sie|es) (?:so nett|moglich|haben)|sous la main|si vous l avez|si (?:la|lo) tiene|a mano) /;

/** A short question that names the field asks for it, unless one of these makes it a question about it. */
const ABOUT =
  / (?:is|was|are|were|does|do|did|has|have|had|will|can|could|would|should|isnt|wasnt|hasnt|doesnt|didnt|ist|war|hat|haben|hatte|sind|wird|wurde|kann|konnen|stimmt|passt|est|etait|a (?:t|ete|bien|change|recu|fonctionne)|ont|sont|fonctionne|llego|llega|recibio|arrive|arrivee|recu|recue|es|era|tiene|esta|son|fue|sigue|ha|got|changed|correct|right|same|still|matches|korrekt|richtig|noch|gleiche|selbe|aktuell|stimmen|correcte|bonne|meme|toujours|correcto|correcta|misma|mismo|wrong|working|valid|different|with|via|by|per|why|how|where|when|warum|wo|wieso|pourquoi|ou|comment|por que|donde|como) /;

/** What asks for nothing: it says that nothing need be said. */
const NOT_NEEDED =
  / (?:no need|dont need|do not need|doesnt need|neednt|not need|wont need|will not need|without (?:needing|asking|you|having|your|the)|dont worry|no worries|never ask|merci (?:de|d) (?:m |nous )?avoir|never (?:share|send|give|tell)|not asking|not (?:going to )?ask|dont have to|do not have to|wont have to|no longer need|instead of|rather than|(?:dont|do not|not) (?:share|send|post|give|tell|type|enter|repeat|provide|bother|think i need)|isnt needed|not needed|not required|not necessary|isnt necessary|skip|save you|already gave|already given|already told|already provided|already shared) /;
const NOT_NEEDED_OTHERS =
  / (?:brauche[n]? (?:ich |wir |sie )?(?:\S+ ){0,6}(?:nicht|keine|keinen|kein)|benotige[n]? (?:ich |wir |sie )?(?:\S+ ){0,6}(?:nicht|keine|keinen|kein)|mussen (?:sie |wir )?(?:\S+ ){0,7}(?:nicht|keine|keinen)|niemals|nicht (?:benotigt|notig|notwendig|erforderlich|noch ?mal|nochmals|mehr|erneut)|(?:nicht|kein|keine|keinen) (?:\S+ ){0,3}(?:brauchen|angeben|nennen|schicken|senden|teilen|mitteilen|notig|durchgeben)|ohne (?:ihre|ihren|die|dass)|pas besoin|plus besoin|inutile|n avez (?:pas|plus) a|ne (?:\S+ ){0,3}(?:pas|jamais) (?:\S+ ){0,2}(?:donner|communiquer|envoyer|partager|besoin|demander|necessaire|redonner|repeter)|ne (?:donnez|communiquez|partagez|envoyez|transmettez) (?:pas|jamais|plus)|sans (?:avoir|votre|vous|que|le|la)|n est (?:pas|plus) necessaire|no (?:hace falta|necesito|necesitamos|necesita|es necesario|tiene que|me hace falta|se preocupe|hara falta|requiero|comparta|envie|hay que|me tiene)|sin (?:que|necesidad|su|el|tener)|ya (?:me )?(?:lo |la )?(?:dio|ha dado|facilito|proporciono)|nunca (?:le )?(?:pedimos|pediremos|comparta)) /;

/** What says that the agent has it. */
const POSSESSED =
  / (?:i have(?! to)|ive|i ve|i can see|i see|i already|we have|weve|we already|i got|i found|ive found|ive got|i do have|have it|have that|got it|got that|thanks for|thank you for|thanks for the|cheers for|showing|shows|on my screen|in front of me|on file|on record|on the system|as per|according to|based on|using|found|pulled up|looking up|looked up|checking|i checked|i am checking|im checking|checked|entering|entered|i noted|noted|i received|received|i can confirm|confirming|linked to|associated with|registered (?:to|under|with)|came through|come through|with your|under your|against your|from your|updated|updating|i updated|changed|adding|added|matches|has your|found your|reading|to your|on your|in your|via your|by your|about your|at your|regarding your|include your|includes your|including your|quote your|use your|used your|check your|reset your|change your|update your|locate your|find your|log in with|keep your) /;
const POSSESSED_OTHERS =
  / (?:ich habe|ich hab|wir haben|ich sehe|sehe ich|liegt mir|liegen mir|habe ich|hab ich|haben wir|danke fur|vielen dank fur|dank fur|vor mir|im system|mit ihrer|mit ihrem|anhand|unter ihrer|zu ihrer|auf ihrer|an ihre|in ihrer|uber ihre|per|gemass|laut|gefunden|notiert|eingetragen|hinterlegt|geandert|aktualisiert|erhalten|j ai (?:bien |deja |trouve |recu |note |sous |vos |votre |le |la )|je vois|nous avons|merci pour|merci beaucoup pour|grace a|avec votre|sous les yeux|a l ecran|dans le systeme|enregistre|je retrouve|a votre|sur votre|dans votre|par|tengo|ya tengo|veo|aqui veo|tenemos|gracias por|con su|me aparece|en pantalla|en el sistema|segun|he encontrado|registrado|en su|a su|por su|he recibido|he anotado) /;
/** Before what is missing, having says the opposite. */
const MISSING =
  / (?:dont|do not|cant|cannot|doesnt|didnt|havent|have not|not see|not have|not got|no|without|missing|unable|couldnt|isnt|not showing|wasnt|never|nicht|kein|keine|keinen|fehlt|fehlen|leider|ne|n|pas|manque|aucun|no tengo|no veo|no me aparece|falta|ningun) /;

/** What the customer did or got, not what he is to say. */
const ABOUT_THE_PAST =
  / (?:(?:did|have|had|has|did you|havent|didnt) (?:you |u )?(?:already |just |ever |also |recently |tried |to )*(?:receive[d]?|gotten|used?|try|tried|enter(?:ed)?|chang(?:e|ed)|updat(?:e|ed)|check(?:ed)?|put|seen?|register(?:ed)?|click(?:ed)?|add(?:ed)?|sav(?:e|ed)|lost|lose|forgotten|forget|find|found|move[d]?|type[d]?|log(?:ged)?|open(?:ed)?|verif(?:y|ied)|link(?:ed)?|written|write)|(?:would you like|do you want|should|shall|want|like|happy for|ok for|can|could|may|ill|i will|let|well|we will|i can|we can|going to|try|trying|able|need|have|ability|please) (?:me |us |i |we |to |it |now |just |please |quickly )*(?:to )?(?:update|change|use|send|email|text|ship|add|remove|deliver|reset|unlink|link|merge|replace|look|find|locate|pull|search|access|open|amend|register|cancel|bring|track|trace|activate|verify it|check if|check whether|check that|see if|see whether|see why|see that|confirm that|confirm whether|confirm if|confirm we|double check that|wait|hold|bear|click|visit|log|refer|keep|note that|allow|be aware|be advised|call|reach|contact|write|transfer)|how (?:do(?! you spell| i spell)|can|to|did)|why|where (?:can|do|did|is)|when (?:you|your|the)|once (?:you|your|i)|if (?:the|your|you (?:change|lose|forget|move|update))|in case|as soon as) /;
const ABOUT_THE_PAST_OTHERS =
  / (?:haben sie (?:\S+ ){0,7}(?:erhalten|bekommen|benutzt|verwendet|geandert|gepruft|eingegeben|gewechselt|aktualisiert|angegeben|verloren|gesehen|hinterlegt|ausprobiert|versucht|gespeichert|verlegt|vergessen|umgestellt)|(?:mochten|wollen|soll|sollen|darf|kann|konnen|werde|werden|wurde) (?:sie |ich |wir |es |ihnen )*(?:\S+ ){0,7}(?:andern|aktualisieren|verwenden|nutzen|schicken an|zuschicken|senden an|suchen|nachsehen|prufen|uberprufen|anrufen|zurucksetzen|loschen|hinterlegen|eintragen|umstellen|aufrufen|freischalten|finden|stornieren|verfolgen)|warum|wieso|weshalb|wo (?:haben|finden|steht)|wenn sie|falls|ob|warten sie|(?:avez vous|vous avez|aviez vous|as tu) (?:\S+ ){0,3}(?:recu|change|utilise|deja|verifie|essaye|saisi|modifie|perdu|mis|oublie|enregistre|demenage|retrouve)|(?:voulez vous|souhaitez vous|voudriez vous|dois je|puis je|je vais|nous allons|je peux|nous pouvons|veuillez) (?:que je |que |vous |le |la |l |y |bien )*(?:\S+ ){0,2}(?:modifier|changer|mettre|utiliser|envoyer|ajouter|supprimer|chercher|rechercher|reinitialiser|livrer|verifier|appeler|consulter|patienter|attendre|ouvrir|suivre|annuler|corriger)|pourquoi|si vous|ou (?:se trouve|est)|(?:ha|has|han) (?:\S+ ){0,3}(?:recibido|cambiado|usado|utilizado|comprobado|probado|introducido|modificado|perdido|olvidado|actualizado|visto|revisado|mudado|escrito)|recibio|cambio|(?:quiere|desea|prefiere|voy a|vamos a|puedo|podemos|debo|le gustaria) (?:que |usted |le |se |lo )*(?:\S+ )?(?:actualizar|cambiar|usar|utilizar|enviar|enviarle|enviemos|mandar|anadir|eliminar|buscar|comprobar|restablecer|actualice|cambie|use|envie|mande|llamar|modificar|abrir|rastrear|cancelar|revisar|corregir)|por que|si su|si el|cuando) /;

/** Taking something off a list, not down. */
const REMOVING =
  / (?:(?:take|taking|strike|cross) (?:\S+ ){1,5}(?:off|out of|from) (?!you |u |your )|(?:remove|removing|delete|deleting|wipe|block|change|changing|update|updating) (?:your|the) ) ?/;

/** The agent looks it up: "a moment to check your …". */
const LOOKING_UP =
  / (?:while (?:i|we)|wahrend (?:ich|wir)|mientras|pendant que (?:je|nous)|le temps (?:de|que)|(?:moment|minute|second|sec|seconds|minutes|while|hold|let me|ill|i will|going to|gonna|just) (?:\S+ ){0,4}(?:look up|look into|looking up|check|checking|find|pull up|locate|search|searching|process|open) (?:for )?(?:your|the)|(?:augenblick|moment|kurz) (?:\S+ ){0,4}(?:ihre|ihren|die|den|das) (?:\S+ ){1,3}(?:suche|prufe|nachschaue|aufrufe)|(?:moment|instant|temps) (?:\S+ ){0,5}(?:verifie|cherche|consulte|regarde)|(?:momento|segundo) (?:\S+ ){0,5}(?:busco|compruebo|reviso|consulto|miro|mientras)) /;

/** What introduces a list of what is asked for. */
const LIST =
  / (?:the following|these details|some details|a few details|a few things|some information|following details|following information|details from you|folgende\S*|einige (?:angaben|daten)|ein paar (?:angaben|daten)|(?:informations|elements|donnees) suivant\S*|quelques (?:informations|elements)|los siguientes|las siguientes|lo siguiente|algunos datos|unos datos|estos datos|varios datos) /;

/** Confirming what is known. */
const CONFIRMING =
  / (?:still the same|the same|is that (?:right|correct|still|ok)|is it still|still (?:correct|valid|current|up to date|your|live|using|at)|(?:is|are) (?:your|the) (?:\S+ ){1,4}(?:still|correct|right|ending|the same|up to date|current|on)|correct|right(?! now)|up to date|up-to-date|hasnt changed|not changed|has (?:it|that|your \S+(?: \S+)?) changed|ending|ends|starting with|noch (?:aktuell|gultig|richtig|dieselbe|die gleiche|der gleiche)|stimmt|dieselbe|derselbe|gleiche|richtig|korrekt|aktuell|endet|toujours (?:la meme|valable|correct|d actualite|le meme)|la meme|le meme|c est bien|est bien|est ce bien|exact|exacte|correcte|se termine|terminant|sigue siendo|el mismo|la misma|es correct[oa]|correct[oa]|actualizad[oa]|termina|terminad[oa]|acaba en) /;

/** Somebody else asks, or asked: "the driver will ask for your …". */
const OTHERS_ASK =
  / (?:(?:did|does|has|have|had|do) (?!you |i |we |to )(?:\S+ ){1,3}(?:ask|asked|request|requested|take|took|want|wanted|need|needed)(?: you)? (?:for|your|to)|did (?!you |i |we )(?:\S+ ){1,3}(?:give|tell|quote|send) you|(?:they|he|she|someone|somebody|nobody|driver|courier|engineer|technician|colleague|shop|store|clerk|machine|app|website|site|system|page|form|bot|assistant|team|officer|staff|scammers?|fraudsters?) (?:will |may |might |would |could |can |also |just |then |often |always )*(?:asks?|asked|needs?|requests?|wants?|requires?)(?: you)?(?: for)?|(?:will|may|might|would) be asked|if (?:anyone|anybody|someone|somebody|they) (?:\S+ ){0,3}asks?|fragt (?:sie|man|der|die|das)|gefragt|wird (?:man|der|die) (?:\S+ ){0,4}fragen|werden (?:\S+ ){0,4}gefragt|(?:vous|te|lui) (?:sera|demandera|demanderont|demande(?:nt)?|a demande|ont demande)|(?:le|te|les) (?:pedira|pediran|pidieron|pidio|piden|pide|van a pedir|va a pedir|han pedido|ha pedido|preguntaran|preguntara|solicitaran)) /;

/** To be kept or brought, not told. */
const KEEP_READY =
  / (?:(?:keep|bring|hold on to|write down|note down|make a note of|save|quote|mention) (?:your|the|this|that) (?:\S+ ){1,5}(?:ready|handy|to hand|safe|with you|at hand|on you|next time|when you|for future|in future|for your records|along|if you call|if you need)|(?:keep|bring|quote|protect|hide) (?:your|the) |halten sie (?:\S+ ){1,6}bereit|bringen sie (?:\S+ ){1,6}mit|bewahren sie|heben sie (?:\S+ ){1,6}auf|merken sie sich|notieren sie sich|munissez vous|gardez|conservez|apportez|preparez|presentez|tenga (?:\S+ ){1,5}(?:preparad[oa]|list[oa]|a mano)|guarde|conserve|lleve|traiga|apuntese|anote) /;

/** "The number that you gave our assistant": known, not asked for. */
const GIVEN =
  / (?:(?:que|qu) (?:vous|tu) (?:avez|as|aviez) (?:\S+ )?(?:donnee?|indiquee?|fournie?|communiquee?|saisie?|transmise?|laissee?)|que (?:le |nos |me )?(?:dio|diste|facilito|indico|ha dado|ha facilitado|proporciono)|(?:die|das|den) sie (?:\S+ ){0,4}(?:gegeben|genannt|angegeben|mitgeteilt|geschickt) (?:haben|hatten)) /;

/** Text in which something is asked for. `polite` also takes a please. */
export function asks(text: string): boolean {
  return REQUESTS.some((pattern) => pattern.test(text));
}

export const says = {
  polite: (text: string) => POLITE.test(text),
  about: (text: string) => ABOUT.test(text),
  notNeeded: (text: string) => NOT_NEEDED.test(text) || NOT_NEEDED_OTHERS.test(text),
  possessed: (text: string) => POSSESSED.test(text) || POSSESSED_OTHERS.test(text),
  lookingUp: (text: string) => LOOKING_UP.test(text),
  listing: (text: string) => LIST.test(text),
  others: (text: string) => OTHERS_ASK.test(text),
  keepReady: (text: string) => KEEP_READY.test(text),
  missing: (text: string) => MISSING.test(text),
  given: (text: string) => GIVEN.test(text),
  removing: (text: string) => REMOVING.test(text),
  past: (text: string) => ABOUT_THE_PAST.test(text) || ABOUT_THE_PAST_OTHERS.test(text),
  confirming: (text: string) => CONFIRMING.test(text),
} as const;
