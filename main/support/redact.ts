/**
 * Takes secrets out of a text before it is written anywhere.
 *
 * Logs hold events, not data, so this is the second wall: JSON web tokens, Lightspeed's refresh tokens
 * (`def50200…`), keys of a token service (`tbk_…`), `Authorization` headers, OAuth parameters and codes, and Magento's
 * 32-character values.
 */
export function redact(text: string): string {
  return rules.reduce((clean, [pattern, by]) => clean.replace(pattern, by), text)
}

const hidden = '[hidden]'

const rules: readonly (readonly [RegExp, string])[] = [
  [/eyJ[\w-]+\.[\w-]+(?:\.[\w-]*)?/g, hidden],
  [/def50200[0-9a-f]+/gi, hidden],
  [/tbk_[\w-]+/g, hidden],
  [/\b(Bearer|OAuth)\s+[^\r\n]+/gi, `$1 ${hidden}`],
  [
    /((?:access_token|refresh_token|client_secret|code_verifier|code|state|oauth_\w+|consumer\w*|token\w*|secret\w*|password)["']?\s*[=:]\s*["']?)[^\s"'&,}]+/gi,
    `$1${hidden}`,
  ],
  [/\b[a-z0-9]{32}\b/g, hidden],
]
