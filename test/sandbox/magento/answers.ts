import { createHash } from 'node:crypto'
import type { SandboxResponse } from '../types.ts'
import type { State } from './state/model.ts'
import { traitsOf } from './state/traits.ts'
import type { Json, JsonObject } from './web/json.ts'
import type { Format } from './web/negotiate.ts'
import { render } from './web/negotiate.ts'
import { oldText } from './web/old-texts.ts'
import type { Trouble } from './web/refusal.ts'

export type Answer = Exclude<SandboxResponse, { dropConnection: true }>

export function answered(state: State, format: Format, status: number, value: Json): Answer {
  const { type, body } = render(format, value)
  const session = reportNumber(state, 26)
  return {
    status,
    headers: {
      'Content-Type': type,
      Expires: 'Thu, 19 Nov 1981 08:52:00 GMT',
      Pragma: 'no-cache',
      'Cache-Control': 'no-store',
      'Set-Cookie': `PHPSESSID=${session}; path=/; HttpOnly; SameSite=Lax`,
    },
    body,
  }
}

const trace = '#0 <root>/vendor/magento/framework/Interception/Interceptor.php(58): …'

/** What a shop says when it does not do what was asked. Developer mode adds traces and shows what lies behind. */
export function refused(state: State, format: Format, trouble: Trouble, method: string): Answer {
  const isOpen = state.settings.developerMode
  const say = (status: number, body: JsonObject, traced: Json = null): Answer => {
    const message = typeof body.message === 'string' ? body.message : ''
    const told = { ...body, message: textIn(state, message), ...(isOpen ? { trace: traced } : {}) }
    return answered(state, format, status, told)
  }
  const internal = (column?: string): Answer => {
    if (!isOpen || column === undefined) return say(500, { message: internalMessage(state) }, trace)
    const message = `SQLSTATE[42S22]: Column not found: 1054 Unknown column '${column}' in 'WHERE', query was: SELECT …`
    return say(500, { message, code: 42 }, trace)
  }
  switch (trouble.kind) {
    case 'type-error':
      return plain(500, isOpen ? openTypeError : closedTypeError)
    case 'internal':
      return internal(trouble.column)
    case 'mismatch':
      return say(400, { message: trouble.details })
    case 'undecodable':
      return say(400, { message: isOpen ? `Decoding error: \n${syntaxError}\n${trace}` : 'Decoding error.' })
    case 'not-modelled':
      return plain(501, `the sandbox does not model ${trouble.what}\n`)
    case 'unsupported': {
      if (traitsOf(state).unknownMember === 'internal') return internal()
      const message = '"%fieldName" is not supported. Correct the field name and try again.'
      return say(400, { message, parameters: { fieldName: trouble.fieldName } })
    }
    case 'message': {
      const { kind: _kind, status, ...body } = trouble
      // Routing has no stack worth a trace, services have.
      const isService = status !== 405 && body.message !== 'Request does not match any route.'
      const answer = say(status, { ...body }, isService ? trace : null)
      return method === 'HEAD' ? { ...answer, body: '' } : answer
    }
  }
}

const closedTypeError = 'An error has happened during application run. See exception log for details.\n'
const openTypeError =
  'TypeError: Magento\\Catalog\\Model\\ProductRepository::getProductFromLocalCache(): Argument #1 ($sku) must be of type string, null given, called in <root>/vendor/magento/module-catalog/Model/ProductRepository.php on line 281\nStack trace:\n#0 …\n'
const syntaxError = 'Unable to unserialize value. Error: Syntax error'

/** A message as this version says it, in the shop's language. */
function textIn(state: State, message: string): string {
  const text = traitsOf(state).oldTexts ? oldText(message) : message
  return state.settings.translations[text] ?? text
}

export function internalMessage(state: State): string {
  const id = `webapi-${reportNumber(state, 13)}`
  return `Internal Error. Details are available in Magento log file. Report ID: ${id}`
}

/** Lower-case hexadecimal digits, other ones each time. */
export function reportNumber(state: State, length: number): string {
  const number = state.next.report++
  return createHash('sha256').update(`report ${number}`).digest('hex').slice(0, length)
}

export function html(status: number, body: string): Answer {
  return { status, headers: { 'Content-Type': 'text/html; charset=UTF-8' }, body }
}

function plain(status: number, body: string): Answer {
  return { status, headers: { 'Content-Type': 'text/plain;charset=UTF-8' }, body }
}
