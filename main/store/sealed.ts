import { z } from 'zod'
import { err, ok, type Result } from '../../shared/result.ts'
import type { Cipher, JsonFile } from '../support/edge.ts'

/** What lies on the disk: `text` is the value as JSON, encrypted; `tag` can be compared without the key. */
const SealedFile = z.object({
  version: z.literal(1),
  cipher: z.string(),
  tag: z.string(),
  text: z.string(),
})

/** `unavailable`: there is no key here. `unreadable`: it is another key's, or damaged. */
export type SealedError = { readonly kind: 'unavailable' | 'unreadable' }

/** One value in a file of its own, encrypted. Written whole, and on the disk when it resolves. */
export type Sealed<T> = {
  /** Null: there is none yet. */
  read(): Promise<Result<T | null, SealedError>>
  write(value: T, tag: string): Promise<Result<null, SealedError>>
  /** Writes unless another process has written under another tag meanwhile. */
  replace(value: T, tag: string): Promise<Result<null, SealedError>>
}

export function sealed<T>(file: JsonFile, cipher: Cipher, schema: z.ZodType<T>): Sealed<T> {
  async function write(value: T, tag: string, may: () => boolean): Promise<Result<null, SealedError>> {
    if (!(await cipher.available())) return err({ kind: 'unavailable' })
    const text = await cipher.encrypt(JSON.stringify(schema.parse(value)))
    if (may()) file.write({ version: 1, cipher: cipher.name, tag, text })
    return ok(null)
  }

  return {
    async read() {
      const content = contentOf(file)
      if (content === null) return ok(null)
      const stored = SealedFile.safeParse(content)
      if (!stored.success || stored.data.cipher !== cipher.name) return err({ kind: 'unreadable' })
      if (!(await cipher.available())) return err({ kind: 'unavailable' })
      try {
        const value = schema.safeParse(JSON.parse(await cipher.decrypt(stored.data.text)))
        return value.success ? ok(value.data) : err({ kind: 'unreadable' })
      } catch {
        // The cause is left out: it could quote what was decrypted.
        return err({ kind: 'unreadable' })
      }
    },
    write: (value, tag) => write(value, tag, () => true),
    replace: (value, tag) =>
      write(value, tag, () => {
        const stored = SealedFile.safeParse(contentOf(file))
        return stored.success && stored.data.tag === tag
      }),
  }
}

/** Null where nothing was written yet. */
function contentOf(file: JsonFile): unknown {
  const content = file.read()
  return typeof content === 'object' && content !== null && Object.keys(content).length > 0 ? content : null
}
