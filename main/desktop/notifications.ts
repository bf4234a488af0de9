import { Notification } from 'electron'
import type { CoreEvent } from '../../shared/contract.ts'
import type { Words } from '../../shared/say.ts'
import type { Settings } from '../../shared/settings.ts'
import type { Log } from '../support/log.ts'

type Notify = Extract<CoreEvent, { kind: 'notify' }>

/** Is this worth an interruption, by the merchant's own choice? */
export function isWanted(level: Notify['level'], chosen: Settings['notifications']): boolean {
  return chosen === 'all' || (chosen === 'needs-me' && level === 'needs-me')
}

/**
 * Shows one notification; a click opens its page. Where the desktop shows none, it says so in the log and the
 * program goes on: everything is under *Needs you* as well.
 */
export function showNotification(told: Notify, words: Words, now: number, log: Log, open: () => void): void {
  if (!Notification.isSupported()) {
    log.warn('notification not shown', { reason: 'not supported' })
    return
  }
  const notification = new Notification({
    title: words.say(told.title, now),
    body: words.say(told.body, now),
  })
  kept.add(notification)
  notification.on('click', open)
  notification.on('close', () => kept.delete(notification))
  notification.on('failed', (_event, reason) => {
    kept.delete(notification)
    log.warn('notification not shown', { reason })
  })
  notification.show()
}

/** Held while they are on the screen: a notification that is garbage collected loses its click. */
const kept = new Set<Notification>()
