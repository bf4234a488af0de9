import { isDeepStrictEqual } from 'node:util'

export type Finding = { title: string; holds: boolean; detail: string }

/** Collects what a stranger saw, compared with what the service would have shown. */
export type Findings = {
  expect(title: string, seen: unknown, wanted: unknown): void
  all(): readonly Finding[]
}

export function createFindings(): Findings {
  const found: Finding[] = []
  return {
    expect: (title, seen, wanted) => {
      const holds = isDeepStrictEqual(seen, wanted)
      const detail = holds ? '' : `saw ${JSON.stringify(seen)} instead of ${JSON.stringify(wanted)}`
      found.push({ title, holds, detail })
    },
    all: () => found,
  }
}
