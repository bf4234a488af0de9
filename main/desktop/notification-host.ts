import type { Desktop } from '../../shared/desktop.ts'
import { askTool, callBus, property } from './session-bus.ts'

type Seen = Desktop['notifications']

const INTERFACE = 'org.freedesktop.Notifications'
const SERVER = { dest: INTERFACE, path: '/org/freedesktop/Notifications' }

/**
 * Whether a Linux desktop shows notifications now.
 *
 * "Do not disturb" has no common name. KDE: the property `Inhibited`; dunst: `paused`; GNOME: its setting
 * `show-banners`.
 *
 * @param desktops XDG_CURRENT_DESKTOP: names with colons between them
 */
export async function lookAtNotifications(desktops: string): Promise<Seen> {
  const server = await callBus(SERVER, `${INTERFACE}.GetServerInformation`)
  if (server.kind === 'unasked') return 'shown'
  if (server.kind === 'nobody') return 'none'
  if (desktops.split(':').includes('GNOME')) {
    const banners = await askTool('gsettings', 'get', 'org.gnome.desktop.notifications', 'show-banners')
    return banners.kind === 'said' && banners.text.includes('false') ? 'muted' : 'shown'
  }
  for (const [of, name] of [
    [INTERFACE, 'Inhibited'],
    ['org.dunstproject.cmd0', 'paused'],
  ] as const) {
    const muted = await property(SERVER, of, name)
    if (muted.kind === 'said' && muted.text.includes('true')) return 'muted'
  }
  return 'shown'
}
