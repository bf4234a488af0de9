import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import type { CoreEvent } from '../../shared/contract.ts'
import { assertNever } from '../../shared/result.ts'
import { listen } from '../ipc.ts'
import { forget, question } from './use-ask.ts'

const lists = ['items', 'explain', 'picture', 'problems', 'decisions', 'goPreview', 'notes'] as const

/** Keeps what is shown true: the core tells what has happened, and the answers it touches are asked again. */
export function useEvents(): void {
  const client = useQueryClient()
  useEffect(() => listen((event) => take(client, event)), [client])
}

function take(client: QueryClient, event: CoreEvent): void {
  switch (event.kind) {
    case 'status':
      client.setQueryData(question('status', {}).queryKey, event.status)
      return
    case 'run-ended':
      forget(client, ['status', 'runs', 'planSummary', 'planRows', 'countSelected', ...lists])
      return
    case 'lists-changed':
      forget(client, lists)
      return
    case 'lightspeed-connected':
    case 'lightspeed-refused':
      forget(client, ['status', 'connections', 'lists'])
      return
    case 'settings-changed':
      forget(client, ['settings', 'about', 'rules', 'mapping', 'status'])
      return
    case 'notify':
      forget(client, ['notes'])
      return
    default:
      assertNever(event, 'core event')
  }
}
