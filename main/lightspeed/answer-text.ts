import { isObject } from './wire.ts'

/** Undefined when it is no JSON. The content type is no guide: errors come as `text/html` (recorded). */
export function parseJson(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    return undefined
  }
}

/**
 * Whether somebody else answers in Lightspeed's place: a hotel's network before one signs in, a filter. Lightspeed says
 * everything in JSON, its refusals too, and never redirects; a proxy in front of it shows pages from 500 on.
 */
export const isSomebodyElses = ({ status, body }: { status: number; body: string }): boolean =>
  (status >= 300 && status < 400) || (status < 500 && /^\s*</.test(body))

/**
 * What an error answer says, in its own words: the `message` of the API, the description of the authorization server,
 * or nothing for a proxy's page.
 *
 * @param secrets never repeated, should the service have done so
 */
export function saidBy(body: unknown, secrets: readonly string[]): string {
  if (!isObject(body)) return ''
  const parts = [body.message, body.error_description ?? body.error, body.hint]
  const said = parts.filter((part) => typeof part === 'string' && part !== '').join(' ')
  return secrets.reduce((text, secret) => text.replaceAll(secret, '…'), said).slice(0, 500)
}
