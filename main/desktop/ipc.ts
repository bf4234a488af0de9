import { BrowserWindow, type IpcMainInvokeEvent, ipcMain, shell } from 'electron'
import type { Core } from '../../shared/contract.ts'
import type { Desktop } from '../../shared/desktop.ts'
import { answerQuestion } from '../../shared/dispatch.ts'
import { type Failure, message } from '../../shared/message.ts'
import { err, type Result } from '../../shared/result.ts'
import { isAllowedLink } from './links.ts'

export type IpcParts = {
  core: Core
  /** Only the main frame of our own window, showing our own page, may ask. */
  isOurs(event: IpcMainInvokeEvent): boolean
  /** Addresses of both services as connected, whose back offices may be opened. */
  hosts(): Promise<readonly string[]>
  desktop(): Promise<Desktop>
  /** Saves the plan of a run as a table; the page says only of which. */
  savePlan(window: BrowserWindow, runId: unknown): Promise<Result<string | null, Failure>>
  logFile: string | null
}

/** Answers the window. The only module that knows `ipcMain`. Returns the way to stop. */
export function answerWindow(parts: IpcParts): () => void {
  const refused = err({ message: message('failure.notAllowed') })
  ipcMain.handle('tillbridge:ask', (event, question) =>
    parts.isOurs(event) ? answerQuestion(parts.core, question) : refused,
  )
  ipcMain.handle('tillbridge:link', async (event, url) => {
    if (!parts.isOurs(event) || typeof url !== 'string') return refused
    if (!isAllowedLink(url, await parts.hosts())) return refused
    await shell.openExternal(url)
    return { ok: true, value: {} }
  })
  ipcMain.handle('tillbridge:logs', (event) => {
    if (!parts.isOurs(event) || parts.logFile === null) return refused
    shell.showItemInFolder(parts.logFile)
    return { ok: true, value: {} }
  })
  ipcMain.handle('tillbridge:save-plan', (event, runId) => {
    const window = parts.isOurs(event) ? BrowserWindow.fromWebContents(event.sender) : null
    return window === null ? refused : parts.savePlan(window, runId)
  })
  ipcMain.handle('tillbridge:desktop', (event) => (parts.isOurs(event) ? parts.desktop() : refused))
  return () => {
    for (const channel of [
      'tillbridge:ask',
      'tillbridge:link',
      'tillbridge:logs',
      'tillbridge:save-plan',
      'tillbridge:desktop',
    ])
      ipcMain.removeHandler(channel)
  }
}
