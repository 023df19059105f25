/** One thing that customers want, in one language: how it begins, and how the bot or an agent solves it. */
export interface Exchange {
  readonly opening: string;
  readonly answer: string;
  readonly resolution: string;
}

/** The same in English, with what the bot writes for the agent: that is always in English, for the desk. */
export interface Matter extends Exchange {
  readonly summary: string;
  readonly nextStep: string;
}

export interface Topic {
  /** What the bot does by itself, in the order in which it tries. */
  readonly attempts: readonly string[];
  readonly matters: readonly Matter[];
}

const matter = (
  opening: string,
  answer: string,
  resolution: string,
  summary: string,
  nextStep: string,
): Matter => ({
  opening,
  answer,
  resolution,
  summary,
  nextStep,
});

/** What is said about each query type, in British English. The placeholders are explained with the phrases. */
export const TOPICS: { readonly [queryType: string]: Topic } = {
  order_status: {
    attempts: ["Order look-up", "Order look-up again", "Search by e-mail address"],
    matters: [
      matter(
        "I ordered a {product} on {orderedOn} and it still says processing. Where is it?",
        "Your {product} left the warehouse this morning. The driver will be with you on {weekday} between 8 and 12.",
        "It has been waiting for stock. I can book delivery for {weekday}.",
        "Wants to know why a {product} ordered on {orderedOn} has not been dispatched",
        "Look up the order and give a delivery date",
      ),
      matter(
        "Hi, any news on my {product}? It was ordered on {orderedOn}.",
        "The {product} is on its way and due on {weekday}. I have sent you the tracking link again.",
        "I can see it was never released for dispatch. I have done that now; you will get a time slot by text message.",
        "Asks for a delivery day for a {product} ordered on {orderedOn}",
        "Look up the order and give a delivery date",
      ),
      matter(
        "My tracking page has not moved since {orderedOn}. What is going on with the {product}?",
        "The carrier is one day behind. The {product} is on the van for {weekday} now.",
        "The carrier scanned it at the wrong depot. I have had it turned round, and it should reach you on {weekday}.",
        "Tracking of a {product} has not moved since {orderedOn}",
        "Check the carrier's scans and ring the depot",
      ),
      matter(
        "Parcel marked as delivered, but nothing is here. It is a {product}.",
        "The driver left the {product} with a neighbour. I have sent you the photo.",
        "The driver had the wrong house number. He will bring the {product} on {weekday}.",
        "{product} is marked as delivered, not received",
        "Ring the carrier and find the parcel",
      ),
    ],
  },
  refund_approval: {
    attempts: ["Refund check"],
    matters: [
      matter(
        "The {product} came with a dent and I would like {amount} back, please.",
        "A refund of {amount} is within what I can approve. It will be on your card within five working days.",
        "I have everything I need in front of me. {amount} is approved and will be with you within three working days.",
        "Refund of {amount} for a damaged {product} needs approval",
        "Approve or refuse the refund",
      ),
      matter(
        "I was promised a refund of {amount} for the {product}. How do I get it?",
        "Your refund of {amount} has been approved already. Your bank usually shows it after three days.",
        "Approved: {amount} back to the card you paid with. You do not need to send anything else.",
        "Promised refund of {amount} for a {product} is above the bot's limit",
        "Approve or refuse the refund",
      ),
      matter(
        "Can you refund {amount}? The {product} never worked.",
        "Of course. {amount} goes back to your card today, and a driver collects the {product} on {weekday}.",
        "All fine, I have signed off the {amount}. You will get an e-mail in a few minutes.",
        "{product} never worked, refund of {amount} needs approval",
        "Approve the refund and book a collection",
      ),
    ],
  },
  password_reset: {
    attempts: ["Reset link", "Reset link again", "Identity check"],
    matters: [
      matter(
        "I can't log in, it says my password is wrong",
        "I have sent you a new link. It works for thirty minutes and only once.",
        "There were two accounts under that address. I have merged them, so the link will work now.",
        "Cannot sign in although the password is right",
        "Check for a second account",
      ),
      matter(
        "How do I reset my password? No link arrives.",
        "Done. Open the e-mail we have just sent, choose a new password, and you are back in.",
        "Our mails to you bounced. I have set them free and sent the link again.",
        "Reset link does not arrive",
        "Send the link again by hand",
      ),
      matter(
        "locked out of my account",
        "I have unlocked it. Please choose a new password with the link in your inbox.",
        "I have unlocked the account by hand. Please try again.",
        "Locked out after several wrong passwords",
        "Unlock the account",
      ),
    ],
  },
  billing_question: {
    attempts: ["Bill look-up", "Bill explanation"],
    matters: [
      matter(
        "Why is my bill for {month} so much higher than usual?",
        "Your {month} bill was based on an estimate. With your reading it comes down by {amount}, and I have corrected it.",
        "The {month} bill was estimated twice. I have put in your reading and {amount} goes back to your account.",
        "Bill for {month} is higher than expected",
        "Explain the bill for {month}",
      ),
      matter(
        "You have charged me twice in {month}.",
        "The first charge of {amount} was only reserved. Your bank lets go of it by {date}.",
        "You were charged twice, sorry about that. {amount} will be back with you within five days.",
        "Charged twice in {month}",
        "Check for a double charge",
      ),
      matter(
        "I don't understand my {month} bill. What is the {amount} adjustment?",
        "The {amount} is the difference between your old tariff and {tariff} for half of {month}.",
        "The adjustment is from the tariff change. I am sending you a bill that shows both halves of {month}.",
        "Does not understand an adjustment of {amount}",
        "Explain the bill for {month}",
      ),
    ],
  },
  smart_meter_fault: {
    attempts: ["Remote restart", "Pairing", "Second restart", "Signal test"],
    matters: [
      matter(
        "The display of my smart meter has been blank since {weekday}.",
        "I have restarted the connection from here. The display should fill up again within an hour.",
        "The meter itself is fine; its radio is not. An engineer can come on {weekday} and swap the hub.",
        "Display blank since {weekday}",
        "Reset the meter or book an engineer",
      ),
      matter(
        "Smart meter stopped sending readings in {month}, I think.",
        "That happens after a power cut. Please hold the button at the side for ten seconds; it will pair again.",
        "I have sent the meter a reset from here and it answers now. Give it until tomorrow.",
        "Smart meter has sent no readings since {month}",
        "Reset the meter or book an engineer",
      ),
    ],
  },
  warranty_claim: {
    attempts: ["Warranty look-up", "Search by order", "Search by postcode"],
    matters: [
      matter(
        "My {product} stopped working after 14 months. Is that still covered?",
        "Your {product} is covered until next year. I have booked a repair visit for {weekday}.",
        "It is covered. I have opened the claim, and the repair partner will ring you to agree a day.",
        "{product} stopped working after 14 months, wants a repair",
        "Check the warranty and open a claim",
      ),
      matter(
        "The {product} has made a terrible noise since {weekday}. It is not two years old.",
        "This model has a five-year warranty. You will get a label for the return by e-mail.",
        "That part has a known fault, so we will replace the {product}. Delivery on {weekday}.",
        "Noisy {product}, not two years old, wants it replaced",
        "Check for a known fault and open a claim",
      ),
    ],
  },
  complaint: {
    attempts: ["Complaint form"],
    matters: [
      matter(
        "The engineer did not come for the second time. I took a day off for this.",
        "I am sorry. Your complaint is on file, and {amount} for the missed visits is on your account.",
        "I have read all of it, and I am sorry. I am putting {amount} on your account and will ring you on {weekday} myself.",
        "Engineer did not come twice, wants to complain",
        "Take over the complaint and agree a call",
      ),
      matter(
        "I have been passed around for three weeks and nobody has called me back.",
        "I have registered your complaint. You will hear from a person within two working days.",
        "You should have been called. I own this from now on; you will have our answer by {date}.",
        "Third contact in three weeks, wants one person to own it",
        "Take over the complaint and agree a call",
      ),
      matter(
        "I want to make a formal complaint about the {amount} you took.",
        "I have registered your complaint. The deadline for our answer is {date}.",
        "The {amount} should not have been taken. It goes back today, and you will have it in writing.",
        "Formal complaint about a charge of {amount}",
        "Check the charge and answer in writing",
      ),
    ],
  },
  payment_plan: {
    attempts: ["Affordability check"],
    matters: [
      matter(
        "I can't pay the winter bill at once. Can I spread it?",
        "I can spread it over six months at {amount} each. The first payment is on {date}.",
        "Thank you for telling us early. {amount} a month from {date} is agreed, with no charges.",
        "Cannot pay the winter bill at once",
        "Agree a plan",
      ),
      matter(
        "I have lost my job and am behind with two bills. I could pay {amount} a month.",
        "Your plan is set up: {amount} a month, and you can change it at any time.",
        "I can do {amount} a month, and I have put you forward for the hardship fund as well.",
        "Behind with two bills, could pay {amount} a month",
        "Agree a plan and check the hardship fund",
      ),
    ],
  },
  cancel_account: {
    attempts: ["Retention offer"],
    matters: [
      matter(
        "I am moving abroad and want to close my account on {date}.",
        "Your account will close on {date}. The final bill comes within six weeks.",
        "That is arranged. Please send a last reading on the day, and the rest happens by itself.",
        "Moving abroad, wants to close the account on {date}",
        "Close the account from {date}",
      ),
      matter(
        "Please cancel everything from {date}. I have found something cheaper.",
        "I have stopped the renewal. You stay with us until {date}.",
        "Closed from {date}. I have waived the exit fee, since the tariff ends anyway.",
        "Has found a cheaper supplier, wants to cancel from {date}",
        "Close the account from {date}",
      ),
    ],
  },
  priority_services: {
    attempts: ["Register look-up"],
    matters: [
      matter(
        "My mother is on oxygen at home. What happens in a power cut?",
        "She is on the register already. We ring you before any planned work, and first in a power cut.",
        "She is on the register from today, and I have noted the oxygen. You will get a direct number by post.",
        "Oxygen at home, wants the priority register",
        "Register for priority services",
      ),
      matter(
        "I would like to join the priority register, I am nearly blind.",
        "You are on the register from today. Your bills come in large print.",
        "All done. We will send your bills in large print and always ring before a visit.",
        "Nearly blind, wants the priority register",
        "Register for priority services",
      ),
    ],
  },
  bereavement: {
    attempts: ["Account look-up"],
    matters: [
      matter(
        "My father died last week and the account is in his name.",
        "I am very sorry. I have stopped all letters and payments; a colleague will write to you within a week.",
        "I am very sorry for your loss. The account is in your name now, and nothing will be charged this month.",
        "Reports a death, account in the name of the father",
        "Stop letters and payments",
      ),
      matter(
        "I need to tell you that my wife has passed away.",
        "I am very sorry. Nothing will be collected until a colleague has written to you.",
        "Please accept our condolences. I have stopped the direct debit; you need not do anything before {date}.",
        "Reports the death of the account holder",
        "Stop letters and payments",
      ),
    ],
  },
  power_cut: {
    attempts: ["Fault map"],
    matters: [
      matter(
        "No power in the whole street since an hour ago",
        "There is a fault in your area. Engineers are there and expect the power back within two hours.",
        "A cable was damaged by building work. The crew says one more hour; I will text you.",
        "No power in the whole street",
        "Check the fault map and send a crew",
      ),
      matter(
        "The lights went out and the fuse box looks fine.",
        "We know of a fault near you and will send you a text message when the power is back.",
        "It is only your house, so an electrician is on the way. Please leave the main switch off.",
        "Only this home is without power, fuses are fine",
        "Send an electrician",
      ),
    ],
  },
  engineer_appointment: {
    attempts: ["Calendar look-up", "Rebooking"],
    matters: [
      matter(
        "Can I change my engineer visit to {weekday}?",
        "Your visit is moved to {weekday}, between 8 and 12.",
        "{weekday} morning is free, and I have given it to you. The old visit is cancelled.",
        "Wants the engineer on {weekday} instead",
        "Move the visit to {weekday}",
      ),
      matter(
        "When is the engineer coming? I was told this morning.",
        "The engineer is an hour behind and will ring half an hour before.",
        "He is two jobs behind today. I can give you {weekday} instead, first visit of the day.",
        "Engineer is late, asks when he comes",
        "Find out where the engineer is",
      ),
    ],
  },
  boiler_cover: {
    attempts: ["Policy look-up", "Price look-up"],
    matters: [
      matter(
        "No hot water since {weekday}. I have cover with you.",
        "That is covered. I have booked an engineer for tomorrow.",
        "That is covered. An engineer can be with you today, and there is nothing to pay.",
        "No hot water since {weekday}, has cover",
        "Book an engineer",
      ),
      matter(
        "My boiler cover went up to {amount}. Why?",
        "Your cover renews on {date} at {amount} a month. You can step down to Basic at any time.",
        "I have put you back on last year's price.",
        "Asks why cover rose to {amount}",
        "Review the price",
      ),
      matter(
        "Does my boiler cover include the radiators?",
        "Your cover includes radiators and pipes, without an excess.",
        "Radiators are in, the tank is not. I have added the tank for nothing until {date}.",
        "Asks whether cover includes radiators",
        "Check what is covered",
      ),
    ],
  },
  moving_home: {
    attempts: ["Meter look-up", "Address look-up"],
    matters: [
      matter(
        "I am moving on {date}. What do I have to do?",
        "That is done: we close the old home on {date} and open the new one on the same day.",
        "The new home has two meters, which is why it failed. Both are yours from {date}.",
        "Moving on {date}, new home has no account yet",
        "Open the new home from {date}",
      ),
      matter(
        "We are moving house on {date}. Can we take {tariff} with us?",
        "Your tariff {tariff} moves with you. Please send both readings on the day.",
        "I have moved everything to the new address, {tariff} included.",
        "Moving on {date}, wants to keep {tariff}",
        "Move the tariff to the new home",
      ),
    ],
  },
  supplier_switch: {
    attempts: ["Switch status", "Meter look-up"],
    matters: [
      matter(
        "My switch should have been done last week, and nothing has happened.",
        "Your old supplier has agreed. You are with us from {date}.",
        "They had an old meter number for you. I have sent the switch again; it will be done by {date}.",
        "Switch is overdue",
        "Send the switch again",
      ),
      matter(
        "Your letter says my switch was refused?",
        "Your old supplier has taken back the refusal. You are with us from {date}.",
        "Your old supplier objected because of an open bill of {amount}. Once that is paid it goes through.",
        "Switch refused by the old supplier",
        "Find out why the switch was refused",
      ),
    ],
  },
  refund_status: {
    attempts: ["Refund look-up", "Search by e-mail address"],
    matters: [
      matter(
        "When will I get my {amount} back?",
        "Your refund of {amount} was sent yesterday. Your bank will show it within three days.",
        "Your bank sent it back because the card has expired. I can pay the {amount} into an account.",
        "Refund of {amount} not received",
        "Trace the refund",
      ),
      matter(
        "I sent the {product} back on {orderedOn}. No refund yet.",
        "We received the {product}, and {amount} is on its way to your card.",
        "The return was booked in under another order. {amount} has gone out just now.",
        "Returned a {product} on {orderedOn}, no refund yet",
        "Find the return and send the refund",
      ),
    ],
  },
  direct_debit_change: {
    attempts: ["Bank check", "Collection change"],
    matters: [
      matter(
        "Can you take my direct debit later in the month?",
        "We collect on the day you asked for, starting next month.",
        "The new day is in. The next collection is {amount} on {date}.",
        "Wants a later collection day",
        "Change the collection day",
      ),
      matter(
        "My direct debit went up to {amount} without a word.",
        "The {amount} follows your use of the last twelve months. I have set it back to the old amount for now.",
        "I have lowered it again and will look at it with you after the winter.",
        "Direct debit rose to {amount}, asks why",
        "Review the amount",
      ),
    ],
  },
  tariff_change: {
    attempts: ["Tariff comparison", "Tariff change"],
    matters: [
      matter(
        "What is your cheapest tariff at the moment?",
        "For your use {tariff} is the cheapest, by about {amount} a year. I have changed it.",
        "I have compared all three. {tariff} saves you {amount} a year, and I have switched you.",
        "Asks for the cheapest tariff",
        "Compare tariffs and switch",
      ),
      matter(
        "Can I move to {tariff}? Your page says no.",
        "You move to {tariff} on {date}; there is no exit fee.",
        "{tariff} is open to you although the page says otherwise. You are on it from {date}.",
        "Wants to move to {tariff}, page refuses it",
        "Switch to {tariff}",
      ),
    ],
  },
  delivery_change: {
    attempts: ["Slot search", "Depot request"],
    matters: [
      matter(
        "Can you deliver on {weekday} instead? Nobody is in before.",
        "Your delivery is on {weekday} now, between 12 and 16.",
        "The van was loaded already, so I have called the depot. {weekday} it is.",
        "Wants delivery on {weekday} instead, nobody in before",
        "Ring the depot",
      ),
      matter(
        "Please leave the {product} with my neighbour on {weekday}.",
        "The driver has a note to ring next door.",
        "Done: {weekday}, first drop, and they take it next door.",
        "Wants the {product} left with a neighbour",
        "Leave a note for the driver",
      ),
    ],
  },
  product_advice: {
    attempts: ["Product search"],
    matters: [
      matter(
        "Will the {product} fit under a 60 cm worktop?",
        "It is 59.8 cm wide and fits under a 60 cm worktop.",
        "It fits, but you need the low plinth. I can add that to the order for {amount}.",
        "Asks whether a {product} fits under a worktop",
        "Check the measurements",
      ),
      matter(
        "Which {product} uses the least electricity?",
        "The A-rated one uses about a third less, which saves you {amount} a year.",
        "With your panels I would take the smaller one. I have sent you both data sheets.",
        "Wants the most economical {product}",
        "Advise on the model",
      ),
    ],
  },
  address_change: {
    attempts: ["Address look-up", "Address change"],
    matters: [
      matter(
        "Your form does not take my new address.",
        "Your address is changed. The next bill goes there.",
        "The postcode is so new that our system refused it. I have entered it by hand.",
        "New address is refused by the form",
        "Enter the address by hand",
      ),
      matter(
        "My bills still go to the old address.",
        "Changed, and confirmed by e-mail.",
        "Changed for the bills and for the deliveries as well.",
        "Bills still go to the old address",
        "Change the address everywhere",
      ),
    ],
  },
  stock_check: {
    attempts: ["Stock look-up"],
    matters: [
      matter(
        "Is the {product} in stock?",
        "Yes, we have four of them, and can deliver on {weekday}.",
        "The shop has one left. I have put it aside for you until {weekday}.",
        "Looks for a {product}",
        "Ring the shop",
      ),
      matter(
        "When do you get the {product} back in?",
        "It is due back on {date}. Shall I send you an e-mail when it arrives?",
        "It comes on {date}, and the first one is yours.",
        "Asks when the {product} is back in stock",
        "Ask the warehouse",
      ),
    ],
  },
  return_item: {
    attempts: ["Return check", "Collection search"],
    matters: [
      matter(
        "How do I return the {product} I bought on {orderedOn}?",
        "Your return label is in your inbox. You have until {date}.",
        "It is two days over the limit, but I have allowed it. Collection on {weekday}.",
        "Wants to return a {product}, two days over the limit",
        "Allow the return",
      ),
      matter(
        "The {product} is too big. Can you collect it?",
        "We collect the {product} on {weekday}; please keep the box.",
        "You need not pack it. The driver takes it as it is on {weekday}.",
        "Wants a {product} collected",
        "Book a collection",
      ),
    ],
  },
  meter_reading: {
    attempts: ["Plausibility check", "Second check"],
    matters: [
      matter(
        "I would like to submit a reading.",
        "Thank you, your reading is in. Your next bill uses it.",
        "I have taken out the estimate and put in your reading.",
        "Reading does not match the last one",
        "Enter the reading by hand",
      ),
      matter(
        "Your app does not take my reading.",
        "That fits your usual use, so I have taken it. Your account is {amount} in credit.",
        "Your meter went round past 99999, which the form does not understand. I have put it in by hand.",
        "Reading is refused by the app",
        "Enter the reading by hand",
      ),
    ],
  },
};
