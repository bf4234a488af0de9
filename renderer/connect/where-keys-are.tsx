import { useWords } from '../words/words.tsx'
import classes from './form.module.css'

/** The way through Magento's own pages to the four keys. */
export function WhereKeysAre() {
  const { t } = useWords()
  return (
    <aside>
      <h2>{t('connect.where.title')}</h2>
      <ol className={classes.list}>
        <li>{t('connect.where.open')}</li>
        <li>{t('connect.where.add')}</li>
        <li>{t('connect.where.resources')}</li>
        <li>{t('connect.where.activate')}</li>
      </ol>
    </aside>
  )
}
