import { z } from 'zod'

/**
 * Switches as a person types them: `{"registers":3}`. Throws where there is none of that name.
 *
 * @param usual all of them, as they are when nothing is said
 */
export function readSwitches<T extends object>(text: string, usual: T): Partial<T> {
  const given = z.record(z.string(), z.unknown()).parse(JSON.parse(text))
  const unknown = Object.keys(given).filter((name) => !Object.hasOwn(usual, name))
  if (unknown.length > 0)
    throw new Error(`There is no switch ${unknown.join(', ')}. There are: ${Object.keys(usual).join(', ')}.`)
  return given as Partial<T>
}
