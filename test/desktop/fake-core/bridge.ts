import { createFakeCore } from './core.ts'
import { scenes } from './scenes.ts'

// Stands where the preload script would: lends the page a core that is chosen by the address,
// `?scene=safety-stop&language=fr&theme=dark&page=needs-you&items=100000`.

const address = new URLSearchParams(location.search)
const scene = scenes.find((name) => name === address.get('scene')) ?? 'good-day'
const theme = address.get('theme')
const core = createFakeCore({
  scene,
  items: Number(address.get('items') ?? 3000),
  language: address.get('language') === 'fr' ? 'fr' : 'en',
  theme: theme === 'light' || theme === 'dark' ? theme : 'system',
})
const page = address.get('page')

Object.defineProperty(window, 'tillbridge', {
  value: {
    ...core,
    onOpen(listener: (place: unknown) => void) {
      if (page !== null) listener({ page, problemId: null })
      return () => {}
    },
    openLink: async () => ({ ok: true, value: {} }),
    openLogs: async () => ({ ok: true, value: {} }),
    savePlan: async () => ({ ok: true, value: 'C:\\Documents\\tillbridge-preview-1.csv' }),
    desktop: async () => ({ tray: true, notifications: 'shown' }),
  },
})
