import { Menu, type MenuItemConstructorOptions, nativeImage, nativeTheme, Tray } from 'electron'
import type { State } from '../../shared/status.ts'
import { drawIcon, type Ink } from './icon/draw.ts'
import type { TrayAct, TrayEntry } from './tray-menu.ts'

export type TrayParts = {
  click(): void
  act(what: TrayAct): void
  /** The menu is made anew each time it is wanted. */
  entries(): TrayEntry[]
}

export type TrayIcon = {
  /** Sets image and menu; the image only when the state is another one. */
  show(state: State, tooltip: string): void
  /** How often the image was set since the start: it is never animated. */
  imagesSet(): number
  /** Makes the icon anew, for a panel that does not know it. */
  rebuild(): void
  close(): void
}

/** The icon in the tray. Where the desktop has none, Electron goes on without it, and so does Tillbridge. */
export function openTray(parts: TrayParts): TrayIcon {
  let shown: State = 'waiting'
  let said = 'Tillbridge'
  let tray = make()
  let images = 1
  const setImage = () => {
    images += 1
    tray.setImage(image(shown))
  }
  const mac = process.platform === 'darwin'
  const menu = () => Menu.buildFromTemplate(parts.entries().map((entry) => item(entry, parts.act)))
  nativeTheme.on('updated', setImage)

  function make(): Tray {
    const made = new Tray(image(shown))
    made.on('click', parts.click)
    // On macOS an attached menu would swallow the click, so it is popped up by the right button only.
    made.on('right-click', () => made.popUpContextMenu(mac ? menu() : undefined))
    return made
  }

  function dress(): void {
    tray.setToolTip(said)
    if (!mac) tray.setContextMenu(menu())
  }

  return {
    show(state, tooltip) {
      if (state !== shown) {
        shown = state
        setImage()
      }
      said = tooltip
      dress()
    },
    rebuild() {
      tray.destroy()
      tray = make()
      dress()
    },
    imagesSet: () => images,
    close() {
      nativeTheme.removeListener('updated', setImage)
      tray.destroy()
    },
  }
}

const BLACK = 0x1a
const WHITE = 0xf4

/** macOS colours a template itself. A Linux panel may be dark in a light theme, so there the icon brings its own rim. */
function ink(): Ink {
  if (process.platform === 'darwin') return { fill: BLACK, rim: null }
  if (process.platform === 'linux') return { fill: WHITE, rim: BLACK }
  return { fill: nativeTheme.shouldUseDarkColors ? WHITE : BLACK, rim: null }
}

function image(state: State) {
  const mac = process.platform === 'darwin'
  const side = process.platform === 'linux' ? 22 : 16
  const icon = nativeImage.createEmpty()
  for (const scaleFactor of [1, 2]) {
    const size = side * scaleFactor
    icon.addRepresentation({
      scaleFactor,
      width: size,
      height: size,
      buffer: nativeImage
        .createFromBitmap(drawIcon(state, size, ink()), { width: size, height: size })
        .toPNG(),
    })
  }
  if (mac) icon.setTemplateImage(true)
  return icon
}

function item(entry: TrayEntry, act: (what: TrayAct) => void): MenuItemConstructorOptions {
  switch (entry.kind) {
    case 'line':
      return { type: 'separator' }
    case 'label':
      return { label: entry.label, enabled: false }
    case 'act':
      return { label: entry.label, enabled: entry.enabled, click: () => act(entry.act) }
    case 'menu':
      return {
        label: entry.label,
        enabled: entry.enabled,
        submenu: entry.entries.map((inner) => item(inner, act)),
      }
  }
}
