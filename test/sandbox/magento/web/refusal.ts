import type { Json } from './json.ts'

/** Why Magento does not do what was asked. */
export type Trouble =
  | { kind: 'message'; status: number; message: string; parameters?: Json; errors?: Json[]; code?: number }
  | { kind: 'mismatch'; details: string } // a value of the wrong type, still without the fields around it
  | { kind: 'undecodable' } // a body that is no JSON
  | { kind: 'type-error' } // a PHP type error that nobody caught: plain text, 500
  | { kind: 'unsupported'; fieldName: string } // a member that nobody knows
  | { kind: 'internal'; column?: string } // an exception that production hides behind a report id
  | { kind: 'not-modelled'; what: string } // the sandbox's own limit, never Magento's

/** Thrown by whatever refuses, turned into an answer at the door. */
export class Refusal extends Error {
  readonly trouble: Trouble

  constructor(trouble: Trouble) {
    super(trouble.kind === 'message' ? trouble.message : trouble.kind)
    this.trouble = trouble
  }
}

/** @param parameters a list for `%1` placeholders, an object for named ones; placeholders stay in the message */
export function refuse(status: number, message: string, parameters?: Json, errors?: Json[]): Refusal {
  return new Refusal({
    kind: 'message',
    status,
    message,
    ...(errors === undefined ? {} : { errors }),
    ...(parameters === undefined ? {} : { parameters }),
  })
}

export const typeError = (): Refusal => new Refusal({ kind: 'type-error' })
export const internalError = (): Refusal => new Refusal({ kind: 'internal' })
export const unknownColumn = (column: string): Refusal => new Refusal({ kind: 'internal', column })
export const notModelled = (what: string): Refusal => new Refusal({ kind: 'not-modelled', what })

export const required = (fieldName: string): Refusal =>
  refuse(400, '"%fieldName" is required. Enter and try again.', { fieldName })

export const unsupported = (fieldName: string): Refusal => new Refusal({ kind: 'unsupported', fieldName })

export const invalidValue = (fieldName: string, value: Json): Refusal =>
  refuse(400, 'Invalid value of "%value" provided for the %fieldName field.', { fieldName, value })

export const noEntity = (fieldName: string, fieldValue: Json): Refusal =>
  refuse(404, 'No such entity with %fieldName = %fieldValue', { fieldName, fieldValue })

export const noProduct = (): Refusal =>
  refuse(404, "The product that was requested doesn't exist. Verify the product and try again.")

export const noSku = (sku: string): Refusal =>
  refuse(404, 'The Product with the "%1" SKU doesn\'t exist.', [sku])

/** A message with its placeholders filled: `%1` from a list, names from an object. */
export function rendered(message: string, parameters: Json | undefined): string {
  if (typeof parameters !== 'object' || parameters === null) return message
  const values = Array.isArray(parameters)
    ? parameters.map((value, at): [string, Json] => [String(at + 1), value])
    : Object.entries(parameters)
  return values.reduce((text, [name, value]) => text.replaceAll(`%${name}`, String(value)), message)
}
