import { type ReactNode, useEffect, useState } from 'react'

const PATIENCE_MS = 200

/** Shows what it holds only when the wait is long enough to be noticed. */
export function Delayed({ children }: { children: ReactNode }) {
  const [late, setLate] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), PATIENCE_MS)
    return () => clearTimeout(timer)
  }, [])
  return late ? children : null
}
