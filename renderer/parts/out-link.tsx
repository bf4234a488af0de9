import { openLink } from '../ipc.ts'
import { OutIcon } from './icons.tsx'
import { TextButton } from './text-button.tsx'

/** Opens a page of one of the two services in the merchant's browser. */
export function OutLink({ url, children }: { url: string; children: string }) {
  return (
    <TextButton onClick={() => openLink(url)}>
      {children}
      <OutIcon />
    </TextButton>
  )
}
