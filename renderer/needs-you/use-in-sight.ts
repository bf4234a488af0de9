import { type RefObject, useEffect, useRef } from 'react'

/** Brings what a notification opened into sight. */
export function useInSight<T extends HTMLElement>(wanted: boolean): RefObject<T | null> {
  const element = useRef<T>(null)
  useEffect(() => {
    if (wanted) element.current?.scrollIntoView({ block: 'nearest' })
  }, [wanted])
  return element
}
