export type Locks = {
  withKeys<T>(keys: readonly string[], work: () => Promise<T>, signal?: AbortSignal): Promise<T>
}

/**
 * Serialises writes of one SKU across jobs and repeats: two overlapping creates make two products, and a product save
 * writes the stock back that it had read (recorded Magento 2.4.7).
 */
export function createLocks(): Locks {
  const tails = new Map<string, Promise<void>>()

  /**
   * Does the work once nobody else works at one of these keys. Taken all at once, so that nobody waits in a circle.
   *
   * @param signal of whoever works: once it is aborted the keys are free, though the work may never come back
   */
  async function withKeys<T>(
    keys: readonly string[],
    work: () => Promise<T>,
    signal?: AbortSignal,
  ): Promise<T> {
    const before = [...new Set(keys)].map((key) => tails.get(key))
    let release = (): void => {}
    const done = new Promise<void>((resolve) => {
      release = resolve
    })
    for (const key of keys) tails.set(key, done)
    signal?.addEventListener('abort', release, { once: true })
    try {
      await Promise.all(before)
      return await work()
    } finally {
      release()
      signal?.removeEventListener('abort', release)
      for (const key of keys) if (tails.get(key) === done) tails.delete(key)
    }
  }
  return { withKeys }
}
