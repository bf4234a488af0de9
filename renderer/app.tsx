import { MantineProvider } from '@mantine/core'
import { useColorScheme } from '@mantine/hooks'
import { QueryClientProvider } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { createWords, type Words } from '../shared/say.ts'
import type { Status } from '../shared/status.ts'
import { createClient } from './ask/client.ts'
import { useAsk } from './ask/use-ask.ts'
import { useEvents } from './ask/use-events.ts'
import { StatusProvider } from './ask/use-status.ts'
import { Frame } from './frame/frame.tsx'
import { NoCore } from './frame/no-core.tsx'
import { type Route, RouterProvider } from './route.tsx'
import { cssVariables, theme } from './theme/theme.ts'
import { WordsProvider } from './words/words.tsx'

/** Everything that all pages need, then the frame. */
export function App({ nonce }: { nonce: string }) {
  const [client] = useState(createClient)
  const [words] = useState(wordsOfSystem)
  return (
    <QueryClientProvider client={client}>
      <WordsProvider words={words}>
        <Dressed nonce={nonce} words={words} />
      </WordsProvider>
    </QueryClientProvider>
  )
}

/** The system's language until the core tells the merchant's choice, so that the first sentence has a language. */
function wordsOfSystem(): Words {
  const system = navigator.languages.find((tag) => /^(en|fr)\b/i.test(tag)) ?? 'en'
  const region = navigator.languages.filter((tag) => tag.includes('-'))
  const of = (language: string) => region.find((tag) => tag.toLowerCase().startsWith(`${language}-`))
  const en = of('en')
  const fr = of('fr')
  return createWords({
    language: system.toLowerCase().startsWith('fr') ? 'fr' : 'en',
    locales: { ...(en === undefined ? {} : { en }), ...(fr === undefined ? {} : { fr }) },
  })
}

function Dressed({ nonce, words }: { nonce: string; words: Words }) {
  useEvents()
  const settings = useAsk('settings', {})
  const about = useAsk('about', {})
  const status = useAsk('status', {})
  const system = useColorScheme()
  const chosen = settings.data?.theme ?? 'system'

  const language = settings.data?.language ?? about.data?.texts
  useEffect(() => {
    if (language === undefined) return
    words.use(language)
    document.documentElement.lang = language
  }, [language, words])

  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariables}
      forceColorScheme={chosen === 'system' ? system : chosen}
      getStyleNonce={() => nonce}
    >
      {status.data === undefined ? (
        <NoCore failure={status.error?.failure ?? null} retry={() => void status.refetch()} />
      ) : (
        <StatusProvider value={status.data}>
          <RouterProvider first={firstRoute(status.data.setUp)}>
            <Frame />
          </RouterProvider>
        </StatusProvider>
      )}
    </MantineProvider>
  )
}

/** A window that has nothing to show yet opens where it can be set up. */
const firstRoute = (setUp: Status['setUp']): Route =>
  setUp === 'lightspeed' || setUp === 'magento' ? { page: 'connect' } : { page: 'overview' }
