import { createContext, useContext } from 'react'
import type { Status } from '../../shared/status.ts'

const StatusContext = createContext<Status | null>(null)

export const StatusProvider = StatusContext.Provider

/** The state of everything, as last told. The frame draws no page before it is there. */
export function useStatus(): Status {
  const status = useContext(StatusContext)
  if (status === null) throw new Error('a page was drawn before the status was there')
  return status
}
