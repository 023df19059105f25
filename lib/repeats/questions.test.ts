import { describe, expect, it } from "vitest";
import { meaningOf } from "./field-subject";
import { SHIPPED_PHRASES } from "./phrases/shipped";
import { QuestionReader } from "./questions";

const reader = new QuestionReader(SHIPPED_PHRASES);
const asked = (text: string, ...fields: string[]) => reader.read(text, fields).map(({ field }) => field);

describe("an agent's question", () => {
  it.each([
    ["Can I take your account number?", "account_number"],
    ["can i take ur acount number pls", "acct_no"],
    ["I don't have your order number here. Could you send it to me?", "orderNumber"],
    ["For security: full name, date of birth and postcode please.", "dob"],
    ["Wie lautet denn Ihre Kundennummer?", "customer_id"],
    ["Il me faudrait votre numéro de contrat.", "contract_no"],
    ["¿Me confirma su correo electrónico?", "email"],
    ["What is your frobnicator code?", "frobnicatorCode"],
    ["um and the uh postcode", "postcode"],
    ["und die Bestellnummer war nochmal", "order_number"],
    ["I will need some details: your order number and the email address on the order.", "email"],
    ["which mobile number is on the account", "phone"],
    ["Mit welcher Mailadresse haben Sie sich angemeldet?", "email"],
    ["Could you explain the issue you are having?", "issue_description"],
  ])("%s asks for %s", (text, field) => {
    expect(asked(text, field)).toEqual([field]);
  });

  it.each([
    ["So that's order [order], right?", "order_number"],
    ["Is it account number 80442119?", "account_number"],
    ["I have your account number here.", "account_number"],
    ["You don't need to give me your account number.", "account_number"],
    ["Would you like to add a new address?", "address"],
    ["Has your address changed?", "address"],
    ["Did you get our email?", "email"],
    ["Ihre Kundennummer habe ich schon.", "customer_id"],
    ["What is the name of the driver?", "name"],
    ["Can I take your account number?", "order_number"],
    ["Can I take your contract number?", "contact_number"],
    ["The driver will ask for your order number.", "order_number"],
    ["What is the account number of the person you are paying?", "account_number"],
    ["Quelle est la date de naissance de votre fils ?", "date_of_birth"],
    ["¿Cómo se llama la tienda?", "name"],
    ["Which product would you like instead?", "product"],
    ["What order do you want them delivered in?", "order_number"],
  ])("%s does not ask for %s", (text, field) => {
    expect(asked(text, field)).toEqual([]);
  });

  it("may be one that people have added", () => {
    const own = new QuestionReader({
      ...SHIPPED_PHRASES,
      en: { ...SHIPPED_PHRASES.en, mood: { names: ["state of mind"] } },
    });
    expect(reader.knows("mood")).toBe(false);
    expect(own.knows("mood")).toBe(true);
    expect(own.read("What is your state of mind?", ["mood"])).toMatchObject([
      { rule: "question", confidence: "high" },
    ]);
  });

  it("says where the name of the field stands", () => {
    expect(reader.read("Thanks. And your account number?", ["account_number"])[0]?.place).toEqual({
      from: 3,
      words: 2,
    });
  });
});

describe("a field's name", () => {
  it.each([
    ["orderNumber", "order"],
    ["acct", "account"],
    ["dob", "birth_date"],
    ["numero_de_pedido", "order"],
    ["kundennummer", "customer"],
    ["customer.e-mail", "email"],
    ["policy_no", "policy"],
    ["tracking_id", "tracking"],
    ["vin", "vehicle"],
    ["PLZ", "postcode"],
  ])("%s is about %s", (name, subject) => {
    expect(meaningOf(name).subjects).toEqual([subject]);
  });
});
