/** One `name=value` of a query. */
export type Parameter = { name: string; value: string; raw: string }

/** The query of a URL as the service reads it: a raw `+` is a space. */
export function parseQuery(url: string): Parameter[] {
  const start = url.indexOf('?')
  if (start < 0) return []
  return url
    .slice(start + 1)
    .split('&')
    .filter((part) => part !== '')
    .map((part) => {
      const at = part.indexOf('=')
      const raw = at < 0 ? '' : part.slice(at + 1)
      return { name: decode(at < 0 ? part : part.slice(0, at)), value: decode(raw), raw }
    })
}

/** Percent-decoding that leaves alone what it cannot read. */
export function decode(text: string): string {
  const spaced = text.replaceAll('+', ' ')
  try {
    return decodeURIComponent(spaced)
  } catch {
    return spaced
  }
}

export function parameterOf(query: readonly Parameter[], name: string): string | undefined {
  return query.find((parameter) => parameter.name === name)?.value
}
