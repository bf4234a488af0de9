import { existsSync, readFileSync } from 'node:fs'
import { z } from 'zod'

const folder = new URL('../../../shared/magento-recordings/', import.meta.url)

/** Recorded answers of a real Magento 2.4.7, where this checkout has them beside it. */
export const haveRecordings = existsSync(folder)

const Exchange = z.object({
  n: z.number(),
  note: z.string().exactOptional(),
  request: z.object({
    method: z.string(),
    path: z.string(),
    scope: z.string().nullish(),
    headers: z.record(z.string(), z.string()),
    body: z.json().exactOptional(),
    raw_body: z.string().exactOptional(),
  }),
  response: z.object({
    status: z.number(),
    headers: z.record(z.string(), z.string()),
    body: z.json().exactOptional(),
    text: z.string().exactOptional(),
  }),
})
export type Exchange = z.infer<typeof Exchange>

export function recorded(name: string): readonly Exchange[] {
  const text = readFileSync(new URL(`${name}.json`, folder), 'utf8')
  return z.array(Exchange).parse(JSON.parse(text))
}

/** The recorded answer as it came over the wire. */
export const wireAnswer = ({
  response,
}: Exchange): { status: number; headers: Record<string, string>; body: string } => ({
  status: response.status,
  headers: Object.fromEntries(
    Object.entries(response.headers).map(([name, value]) => [name.toLowerCase(), value]),
  ),
  body: response.text ?? JSON.stringify(response.body),
})
