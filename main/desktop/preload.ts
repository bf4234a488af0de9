import { contextBridge, type IpcRendererEvent, ipcRenderer } from 'electron'

/** The whole of what a page can do: ask, listen, and be told which page to show. */
const bridge = {
  ask: (key: string, input: unknown): Promise<unknown> =>
    ipcRenderer.invoke('tillbridge:ask', { key, input }),
  listen: (listener: (event: unknown) => void) => hear('tillbridge:event', listener),
  onOpen: (listener: (place: unknown) => void) => hear('tillbridge:open', listener),
  /** Opens a link of the allowed list in the merchant's browser. */
  openLink: (url: string): Promise<unknown> => ipcRenderer.invoke('tillbridge:link', url),
  openLogs: (): Promise<unknown> => ipcRenderer.invoke('tillbridge:logs'),
  savePlan: (runId: number): Promise<unknown> => ipcRenderer.invoke('tillbridge:save-plan', runId),
  desktop: (): Promise<unknown> => ipcRenderer.invoke('tillbridge:desktop'),
}

function hear(channel: string, listener: (value: unknown) => void): () => void {
  const heard = (_event: IpcRendererEvent, value: unknown) => listener(value)
  ipcRenderer.on(channel, heard)
  return () => ipcRenderer.removeListener(channel, heard)
}

contextBridge.exposeInMainWorld('tillbridge', bridge)
