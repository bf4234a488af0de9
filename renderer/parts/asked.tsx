import type { UseQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { Refusal } from '../ask/client.ts'
import { Bones } from './bones.tsx'
import { Failed } from './failed.tsx'

type AskedProps<T> = {
  readonly asked: UseQueryResult<T, Refusal>
  readonly bones?: ReactNode
  readonly children: (value: T) => ReactNode
}

/** The answer to a question: the shape of what comes, then the answer, or why there is none. */
export function Asked<T>({ asked, bones = <Bones />, children }: AskedProps<T>) {
  if (asked.data !== undefined) return children(asked.data)
  if (asked.error !== null) return <Failed failure={asked.error.failure} retry={() => void asked.refetch()} />
  return bones
}
