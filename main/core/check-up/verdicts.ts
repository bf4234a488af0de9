import type { CheckName, Finding } from '../../../shared/check-up.ts'
import type { Message } from '../../../shared/message.ts'

export const good = (check: CheckName, what: Message): Finding => ({
  check,
  verdict: 'good',
  what,
  cure: null,
  names: [],
})

export const know = (
  check: CheckName,
  what: Message,
  cure: Message | null = null,
  names: readonly string[] = [],
): Finding => ({ check, verdict: 'know', what, cure, names: [...names] })

export const mend = (
  check: CheckName,
  what: Message,
  cure: Message,
  names: readonly string[] = [],
): Finding => ({ check, verdict: 'mend', what, cure, names: [...names] })
