import type { LanguagePhrases } from "./subject";

const numbered = (...whats: string[]): string[] =>
  whats.flatMap((what) =>
    ["número", "referencia", "código", "núm", "nº", "num", "n", "identificador", "localizador"].map(
      (word) => `${word} ${what}`,
    ),
  );

export const SPANISH: LanguagePhrases = {
  order: {
    names: numbered(
      "de pedido",
      "del pedido",
      "de su pedido",
      "de tu pedido",
      "de orden",
      "de la orden",
      "de compra",
      "de la compra",
    ),
    looseNames: ["referencia"],
    questions: ["qué pedido", "cuál pedido", "de qué pedido"],
  },
  account: { names: numbered("de cuenta", "de su cuenta", "de la cuenta", "de tu cuenta") },
  customer: { names: numbered("de cliente", "cliente", "de abonado", "de usuario cliente") },
  contract: { names: numbered("de contrato", "del contrato", "de su contrato") },
  policy: { names: numbered("de póliza", "de la póliza", "de su póliza", "del seguro", "de tu póliza") },
  claim: { names: numbered("de siniestro", "del siniestro", "de parte") },
  invoice: {
    names: numbered("de factura", "de la factura", "de su factura", "de recibo", "del recibo"),
    questions: ["qué factura", "de qué factura"],
  },
  booking: {
    names: [
      ...numbered(
        "de reserva",
        "de la reserva",
        "de su reserva",
        "de confirmación",
        "de tu reserva",
        "de reservación",
      ),
      "localizador",
    ],
    questions: ["qué reserva", "de qué reserva"],
  },
  ticket: {
    names: numbered(
      "de ticket",
      "de caso",
      "de incidencia",
      "de reclamación",
      "de expediente",
      "de la incidencia",
      "del caso",
    ),
  },
  tracking: {
    names: numbered("de seguimiento", "de envío", "del envío", "de rastreo", "del paquete", "de guía"),
  },
  appointment: { names: numbered("de cita", "de la cita") },
  membership: { names: numbered("de socio", "de miembro", "de fidelización", "de tarjeta de fidelidad") },
  name: {
    names: [
      "nombre completo",
      "nombre y apellidos",
      "nombre y apellido",
      "nombre y sus apellidos",
      "nombre del titular",
      "nombre y los apellidos",
    ],
    looseNames: ["nombre"],
    questions: [
      "con quién hablo",
      "con quién tengo el gusto",
      "cómo se llama",
      "cómo te llamas",
      "a nombre de quién",
      "a qué nombre",
      "bajo qué nombre",
    ],
  },
  first_name: { names: ["nombre de pila", "primer nombre"], looseNames: ["nombre"] },
  last_name: { names: ["apellido", "apellidos"], looseNames: ["nombre"] },
  birth_date: {
    names: ["fecha de nacimiento", "día de nacimiento"],
    questions: ["cuándo nació", "cuándo naciste", "qué día nació", "en qué fecha nació"],
  },
  email: {
    names: [
      "correo electrónico",
      "dirección de correo",
      "dirección de e mail",
      "dirección de email",
      "dirección electrónica",
      "correo de contacto",
    ],
    looseNames: ["email", "e mail", "correo", "mail"],
    questions: ["con qué correo", "qué correo", "a qué correo"],
  },
  phone: {
    names: [
      "número de teléfono",
      "teléfono de contacto",
      "número de móvil",
      "número de celular",
      "número de contacto",
      "número móvil",
      "número telefónico",
      "teléfono móvil",
      "n de teléfono",
      "nº de teléfono",
      "número para llamarle",
    ],
    looseNames: ["teléfono", "móvil", "celular"],
    questions: [
      "a qué número",
      "en qué número",
      "a qué teléfono",
      "en qué teléfono",
      "dónde podemos llamarle",
      "dónde puedo llamarle",
    ],
  },
  address: {
    names: [
      "dirección postal",
      "dirección de entrega",
      "dirección de envío",
      "dirección de facturación",
      "dirección completa",
      "domicilio",
      "calle y número",
      "dirección de casa",
    ],
    looseNames: ["dirección"],
    questions: ["dónde vive", "dónde vives", "cuál es su domicilio"],
  },
  postcode: { names: ["código postal", "cp", "c p"] },
  city: {
    names: ["ciudad de residencia"],
    looseNames: ["ciudad", "localidad"],
    questions: ["en qué ciudad", "de qué ciudad"],
  },
  country: { names: ["país de residencia"], looseNames: ["país"], questions: ["en qué país", "de qué país"] },
  company: {
    names: ["nombre de la empresa", "nombre de su empresa", "razón social"],
    questions: ["qué empresa", "de qué empresa"],
  },
  iban: { names: ["iban", "datos bancarios", "cuenta bancaria", "número de cuenta bancaria"] },
  card: { names: numbered("de tarjeta", "de la tarjeta", "de su tarjeta", "de tarjeta de crédito") },
  serial: { names: [...numbered("de serie", "de imei", "de dispositivo"), "imei"] },
  meter: {
    names: [
      ...numbered("de contador", "del contador", "de medidor", "del medidor", "de su contador"),
      "cups",
    ],
  },
  reading: {
    names: ["lectura del contador", "lectura del medidor", "lectura de contador", "lectura actual"],
    looseNames: ["lectura"],
    questions: ["qué marca el contador", "cuánto marca"],
  },
  vehicle: { names: [...numbered("de bastidor", "de chasis"), "vin", "bastidor"] },
  registration: { names: ["matrícula", "número de matrícula", "placa del vehículo", "número de placa"] },
  product: {
    names: [
      ...numbered("de producto", "de artículo", "del producto", "del artículo", "de modelo", "del modelo"),
      "nombre del producto",
    ],
    questions: ["qué producto", "qué artículo", "de qué producto", "qué modelo"],
  },
  amount: {
    names: [
      "importe exacto",
      "importe total",
      "cantidad exacta",
      "importe de la factura",
      "importe del reembolso",
    ],
    looseNames: ["importe", "cantidad", "monto"],
    questions: ["qué importe", "de cuánto", "cuánto fue", "cuánto pagó", "cuál fue el importe", "cuánto le"],
  },
  date: {
    names: [
      "fecha de compra",
      "fecha del pedido",
      "fecha de viaje",
      "fecha de salida",
      "fecha de regreso",
      "fecha de inicio",
      "fecha de la factura",
      "fecha de la compra",
      "fecha de reserva",
    ],
    questions: ["en qué fecha", "qué fecha", "qué día"],
  },
  delivery_date: {
    names: ["fecha de entrega", "día de entrega"],
    questions: ["qué día le viene", "qué día le conviene"],
  },
  move_date: {
    names: ["fecha de mudanza", "fecha de la mudanza", "fecha de su mudanza"],
    questions: ["cuándo se muda", "cuándo te mudas"],
  },
  flight: {
    names: numbered("de vuelo", "del vuelo", "de su vuelo"),
    questions: ["qué vuelo", "de qué vuelo"],
  },
  passport: { names: [...numbered("de pasaporte", "de documento", "de dni"), "dni", "número de dni", "nie"] },
  tax: { names: ["número fiscal", "nif", "cif", "número de seguridad social", "identificación fiscal"] },
  username: { names: ["nombre de usuario", "usuario de acceso", "id de usuario"] },
};
