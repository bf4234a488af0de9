import { BrowserWindow, type IpcMainInvokeEvent, nativeTheme, screen } from 'electron'
import type { CoreEvent } from '../../shared/contract.ts'
import type { Settings } from '../../shared/settings.ts'

export type Bounds = NonNullable<Settings['window']>
export type Place = { readonly page: string; readonly problemId: number | null }

export type WindowParts = {
  readonly page: string
  readonly preload: string
  bounds(): Promise<Settings['window']>
  keepBounds(bounds: Bounds): void
}

const FIRST_SIZE = { width: 1100, height: 720 }
const LEAST_SIZE = { minWidth: 900, minHeight: 600 }

/**
 * The window: made when it is wanted, destroyed when it is closed, so that a tray program in rest has no page.
 */
export function createWindow(parts: WindowParts) {
  let window: BrowserWindow | null = null
  /** The window is on its way: whoever wants it meanwhile waits for the same one. */
  let making: Promise<void> | null = null

  async function make(): Promise<BrowserWindow> {
    const kept = await parts.bounds()
    const made = new BrowserWindow({
      ...FIRST_SIZE,
      ...LEAST_SIZE,
      ...(kept !== null && isOnScreen(kept) ? kept : {}),
      show: false,
      title: 'Tillbridge',
      backgroundColor: nativeTheme.shouldUseDarkColors ? '#16181C' : '#FFFFFF',
      autoHideMenuBar: true,
      webPreferences: {
        preload: parts.preload,
        sandbox: true,
        contextIsolation: true,
        nodeIntegration: false,
        webviewTag: false,
        spellcheck: false,
      },
    })
    made.once('ready-to-show', () => made.show())
    made.on('close', () => {
      if (!made.isMaximized() && !made.isMinimized()) parts.keepBounds(made.getBounds())
    })
    made.on('closed', () => {
      window = null
    })
    made.webContents.setWindowOpenHandler(() => ({ action: 'deny' }))
    made.webContents.on('will-navigate', (event) => event.preventDefault())
    made.webContents.session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false))
    return made
  }

  async function load(): Promise<void> {
    try {
      window = await make()
      await window.loadURL(parts.page)
    } finally {
      making = null
    }
  }

  return {
    /** Shows the window, on a page where one is named. */
    async open(place: Place | null = null): Promise<void> {
      if (window === null || making !== null) {
        making ??= load()
        await making
      }
      // Closed again before its page was there.
      if (window === null) return
      if (window.isMinimized()) window.restore()
      window.show()
      window.focus()
      if (place !== null) window.webContents.send('tillbridge:open', place)
    },
    tell(event: CoreEvent): void {
      if (window !== null && !window.webContents.isLoading())
        window.webContents.send('tillbridge:event', event)
    },
    /** Is this question from the main frame of our window, showing our own page? */
    isOurs(event: IpcMainInvokeEvent): boolean {
      const contents = window?.webContents
      return (
        contents !== undefined &&
        event.sender === contents &&
        event.senderFrame === contents.mainFrame &&
        new URL(event.senderFrame.url).origin === new URL(parts.page).origin
      )
    },
    isOpen: () => window !== null,
  }
}

function isOnScreen(bounds: Bounds): boolean {
  const { workArea } = screen.getDisplayMatching(bounds)
  return (
    bounds.x < workArea.x + workArea.width - 100 &&
    bounds.x + bounds.width > workArea.x + 100 &&
    bounds.y >= workArea.y - 20 &&
    bounds.y < workArea.y + workArea.height - 100
  )
}
