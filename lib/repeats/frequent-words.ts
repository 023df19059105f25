import { fold } from "./words";

/*
 * Words that everybody uses: they recognise no value. English, German, French and Spanish, folded.
 */

const WORDS = `
the and for you your yours with this that these those please thanks thank thx hello hey hiya sure okay yes yeah yep yup
nope not none null true false unknown other any all some more most much many few lot lots about after again also always
another are aren around ask asked asking back because been before being best better between both but bye can cannot
cant could couldn did didn does doesn doing done don down each either else end even ever every few find fine first from
get gets getting give given gave giving going gonna gone good got great had has hasn have haven having help her here
him his hold hope how however into its isn just keep kept know known last least less let like little long look looking
looks made make makes making may maybe mean means might mine minute moment must need needed needs never new next nice
nothing now number off often once one only onto our ours out over own part pass perhaps person problem put quite really
receive received right said same saw say says see seem seems seen send sent she should shouldn show since something
sometimes soon sorry speak still stop such take taken takes taking talk tell than their theirs them then there they
thing things think thought through time times today together told tomorrow tonight too took try trying turn two under
until upon use used using very wait waiting want wanted wants was wasn way week weeks well went were weren what when
where whether which while who whole why will within without won work working works would wouldn wrong yet yesterday
actually already anyway anything bit call called calling chat check come comes day days detail details else enough
everything far feel happen happened happening hear hour hours idea issue later leave literally morning afternoon
evening night order orders account accounts name names address email mail phone reference code date numbers customer
service support agent bot chatbot team company manager somebody someone anyone person people money pay paid payment
bill bills ok hi no my me we us it is in on at to of or if so as by do be am an a i he up go

aber alle allem allen aller alles als also andere anderen auch auf aus bei beim bereits besser bevor bin bis bisher bist
bitte bitten brauche braucht bringen dabei dadurch dafur daher dahin damals damit danach danke dankeschon dann daran
darauf daraus darf darin daruber darum das dass davon dazu dein deine dem den denn der des deshalb dich die dies diese
diesem diesen dieser dieses dir doch dort durch durfen eben egal ein eine einem einen einer eines einfach einige einmal
endlich entschuldigung erst erste ersten etwa etwas euch euer falls fast frage fragen fur ganz gar geben gegen geht
gehen gehort genau gerade gern gerne gesagt gestern gewesen gibt glaube gleich guten gut habe haben hallo hat hatte
hatten hause helfen herr heute hier hin hinter hoffe ich ihm ihn ihnen ihr ihre ihrem ihren ihrer ihres immer ist
jemand jetzt kann kannst kein keine keinem keinen keiner klar kommen kommt konnen konnte konnten konnte leider machen
macht mal man manchmal mehr mein meine meinem meinen meiner meines melden mich mir mit mochte mochten morgen muss mussen
musste nach nachdem name naturlich neben nehmen nein neu neue neuen nicht nichts nie niemand noch nochmal nummer nun nur
oben oder ohne rufen sagen sagt schauen schicken schon schreiben sehe sehen sehr sein seine seinem seinen seiner seit
selbst sich sie sind soll sollen sollte sollten sondern sonst tage tagen tun uber uhr und uns unser unsere unter viel
viele vielen vielleicht vom von vor vorhin wann war ware waren warte warten warum was weg wegen weil weiter welche
welchem welchen welcher welches wenig wenn wer werde werden wie wieder wieso will wir wird wirklich wissen woche wochen
wohl wollen wollte worden wurde wurden zeit ziemlich zuerst zum zur zuruck zusammen zwar zwischen bestellung konto kunde
kundin telefon adresse rechnung vertrag guten tag hilfe problem stimmt richtig genau momentchen moment

afin aide ainsi alors apres attendez attendre attends aucun aucune aujourd aussi autre autres aux avait avant avec avez
avoir avons bah beaucoup besoin bien bon bonjour bonsoir bonne car cela celle celui ces cet cette ceux chez chose choses
comme comment compris compte compter contre dans deja depuis dernier derniere des desole deux devoir dire dis dit
dites dois doit donc donner donne dont elle elles encore entre est etaient etait etant etes etre eux faire fais fait
faites faut fois fort hier ici ils jamais jour jours jusqu juste lequel laquelle les leur leurs lors lui madame maintenant
mais malgre meme mes merci mieux moi moins mois mon monsieur nom non nos notre nous numero oui ouh parce par parfait
parle parler partir pas passe pendant personne petit peu peut peuvent peux plait plus plutot pour pourquoi pouvez pouvoir
premier premiere pres probleme puis quand que quel quelle quelles quelqu quelque quels qui quoi regarde regarder rien
sais sait sans savoir ses seulement sera serait soir soit sommes son sont souhaite suis sur surtout tard tel telle temps
toujours tous tout toute toutes tres trop trouve trouver une vais vers veut veux veuillez voici voila voir vos votre
voulais voulez vous vrai vraiment commande facture adresse courriel telephone dossier client semaine envoye recu

algo alguien algun alguna algunas algunos ahi ahora alla alli ambos antes aquel aquella aqui asi aun aunque ayer ayuda
bajo bastante bien buenas bueno buenos cada casi caso cierto como con conmigo contigo contra cosa cosas cual cuales
cuando cuanto cuenta dar debe decir del demas desde despues dia dias dice dicho digame dime donde dos durante ella ellas
ellos embargo entonces entre era eran eres ese esa eso esos esta estaba estado estan estar estas este esto estos estoy
favor fecha fue fueron gracias gran haber habia habla hablar hace hacen hacer hacia han hasta hay haya hola hoy igual
incluso inconveniente jamas junto listo luego mal manana mas mediante mejor menos mientras mio mismo momento mucha
muchas mucho muchos muy nada nadie necesito ningun ninguna noche nombre nosotros nuestra nuestro nueva nuevo numero nunca
otra otras otro otros para parece parte pedido pero persona poco poder podria porque por primero problema pronto pude
puede pueden puedo pues que queria quien quiere quiero quizas sabe saber sea segun seguro senor senora ser siempre
siendo sigue sin sino sobre sola solamente solo somos son soy sus suyo tal tambien tampoco tan tanto tarde tema tener
tengo tiene tienen tiempo toda todas todavia todo todos tras tres tuve tuyo unas uno unos usted ustedes vale vamos veces
ver verdad vez vida vosotros voy correo direccion telefono factura cliente semana perdon disculpe
`;

const FREQUENT = new Set(WORDS.split(/\s+/).filter(Boolean).map(fold));

/** Whether a folded word says too little to recognise a value by: under three characters, or one that everybody uses. */
export function isFrequent(word: string): boolean {
  return word.length < 3 || FREQUENT.has(word);
}
