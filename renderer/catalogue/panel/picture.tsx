import { useAsk } from '../../ask/use-ask.ts'
import classes from './panel.module.css'

/** What the item looks like; nothing where no picture was fetched. Its name stands beside it. */
export function Picture({ itemId }: { itemId: string }) {
  const { data } = useAsk('picture', { itemId })
  return data ? <img className={classes.picture} src={data} alt="" /> : null
}
