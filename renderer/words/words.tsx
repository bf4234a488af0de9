import { createContext, type ReactNode, useContext, useMemo } from 'react'
import { I18nextProvider, useTranslation } from 'react-i18next'
import type { Message } from '../../shared/message.ts'
import type { Words } from '../../shared/say.ts'
import type { TextKey } from '../../shared/text-key.ts'

const WordsContext = createContext<Words | null>(null)

export function WordsProvider({ words, children }: { words: Words; children: ReactNode }) {
  return (
    <I18nextProvider i18n={words.i18n}>
      <WordsContext.Provider value={words}>{children}</WordsContext.Provider>
    </I18nextProvider>
  )
}

export type Say = Words & {
  /** A text of this window by its key; what is misspelt does not compile. */
  t(key: TextKey, params?: Message['params']): string
}

/** The texts and formats, in the language of the moment. */
export function useWords(): Say {
  const words = useContext(WordsContext)
  if (words === null) throw new Error('no texts above this part')
  // Draws again when the language changes.
  const { i18n } = useTranslation()
  const { language } = i18n
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new language makes new texts of the same instance
  return useMemo(
    () => ({ ...words, t: (key, params = {}) => words.say({ key, params }, Date.now()) }),
    [words, language],
  )
}
