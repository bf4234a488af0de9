import { Notification } from 'electron'
import type { CoreEvent } from '../../shared/contract.ts'
import type { Desktop } from '../../shared/desktop.ts'
import type { Words } from '../../shared/say.ts'
import type { Settings } from '../../shared/settings.ts'
import type { Log } from '../support/log.ts'
import { lookAtNotifications } from './notification-host.ts'

type Notify = Extract<CoreEvent, { kind: 'notify' }>

/** Is this worth an interruption, by the merchant's own choice? */
export function isWanted(level: Notify['level'], chosen: Settings['notifications']): boolean {
  return chosen === 'all' || (chosen === 'needs-me' && level === 'needs-me')
}

/**
 * Shows one notification; a click opens its page. Where the desktop shows none, the window says so, and the program
 * goes on: everything is under *Needs you* as well.
 */
export function showNotification(told: Notify, words: Words, now: number, log: Log, open: () => void): void {
  if (!Notification.isSupported()) {
    refused = true
    log.warn('notification not shown', { reason: 'not supported' })
    return
  }
  const notification = new Notification({
    title: words.say(told.title, now),
    body: asText(words.say(told.body, now)),
  })
  kept.add(notification)
  notification.on('click', open)
  notification.on('close', () => kept.delete(notification))
  notification.on('show', () => {
    refused = false
  })
  notification.on('failed', (_event, reason) => {
    refused = true
    kept.delete(notification)
    log.warn('notification not shown', { reason })
  })
  notification.show()
}

/**
 * Linux desktops obey a few tags in the body, links among them, and what stands in it is other people's too.
 *
 * Source: https://specifications.freedesktop.org/notification-spec/latest/markup.html
 */
const asText = (body: string): string =>
  process.platform === 'linux'
    ? body.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
    : body

/** Held while they are on the screen: a notification that is garbage collected loses its click. */
const kept = new Set<Notification>()

/** The system did not show the last one. */
let refused = false

/** Whether notifications are shown: what the desktop says where it can be asked, and what became of the last one. */
export async function notificationsShown(): Promise<Desktop['notifications']> {
  if (refused || !Notification.isSupported()) return 'none'
  return process.platform === 'linux' ? lookAtNotifications(process.env.XDG_CURRENT_DESKTOP ?? '') : 'shown'
}
