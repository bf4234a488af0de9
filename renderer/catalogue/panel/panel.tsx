import { useHotkeys } from '@mantine/hooks'
import { type RefObject, useEffect, useRef } from 'react'
import { useAsk } from '../../ask/use-ask.ts'
import { Asked } from '../../parts/asked.tsx'
import { Bones } from '../../parts/bones.tsx'
import { CloseIcon } from '../../parts/icons.tsx'
import { PageState } from '../../parts/page-state.tsx'
import { useWords } from '../../words/words.tsx'
import { Explained } from './explained.tsx'
import classes from './panel.module.css'

/** One item: why it is where it is, what each part holds, and what can be done. Escape closes. */
export function Panel({ itemId, close }: { itemId: string; close: () => void }) {
  const { t } = useWords()
  const asked = useAsk('explain', { itemId })
  const button = useRef<HTMLButtonElement>(null)
  useFocusWhileOpen(button)
  useHotkeys([['Escape', close]], ['INPUT', 'TEXTAREA'])
  return (
    <aside className={classes.panel} aria-label={asked.data?.name ?? t('catalogue.panel.label')}>
      <button
        ref={button}
        type="button"
        className={classes.close}
        aria-label={t('catalogue.panel.close')}
        onClick={close}
      >
        <CloseIcon />
      </button>
      <Asked
        asked={asked}
        bones={
          <div className={classes.body}>
            <Bones rows={5} />
          </div>
        }
      >
        {(item) =>
          item === null ? (
            <PageState title={t('catalogue.panel.gone')}>
              <p>{t('catalogue.panel.goneWhy')}</p>
            </PageState>
          ) : (
            <Explained item={item} />
          )
        }
      </Asked>
    </aside>
  )
}

/** The focus comes along, and goes back to where it was. */
function useFocusWhileOpen(target: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const before = document.activeElement
    target.current?.focus({ preventScroll: true })
    return () => {
      if (before instanceof HTMLElement) before.focus({ preventScroll: true })
    }
  }, [target])
}
