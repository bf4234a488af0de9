/** The parsed address; null when it is none. `URL.parse` of its own is not in every Node that we run on (20, Electron's). */
export function parseUrl(text: string): URL | null {
  return URL.canParse(text) ? new URL(text) : null
}
