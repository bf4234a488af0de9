import { useDisclosure } from '@mantine/hooks'
import { useWords } from '../words/words.tsx'
import classes from './details.module.css'
import { TextButton } from './text-button.tsx'

/** A service's own words and the request: there for whoever asks for them, and never in the way. */
export function Details({ text }: { text: string }) {
  const { t } = useWords()
  const [open, { toggle }] = useDisclosure(false)
  return (
    <div>
      <TextButton onClick={toggle} expanded={open}>
        {t(open ? 'frame.hideDetails' : 'frame.details')}
      </TextButton>
      {open ? <pre className={classes.text}>{text}</pre> : null}
    </div>
  )
}
