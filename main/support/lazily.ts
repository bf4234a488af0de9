/** Makes a thing when it is first wanted, and once. One that could not be made is tried again. */
export function lazily<T>(make: () => T): () => T {
  let made: { readonly value: T } | null = null
  return () => {
    made ??= { value: make() }
    return made.value
  }
}
