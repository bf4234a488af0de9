import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { Asked } from '../parts/asked.tsx'
import { Page } from '../parts/page.tsx'
import { Section } from '../parts/section.tsx'
import { useRouter } from '../route.tsx'
import { useWords } from '../words/words.tsx'
import { BarcodeField } from './barcode-field.tsx'
import { CategoryFields } from './category-fields.tsx'
import { Computer } from './computer.tsx'
import { DraftBar } from './draft-bar.tsx'
import classes from './fields.module.css'
import { PicturesField } from './pictures-field.tsx'
import { PriceField } from './price-field.tsx'
import { ScheduleFields } from './schedule-fields.tsx'
import { SelectionFields } from './selection-fields.tsx'
import { SkuFields } from './sku-fields.tsx'
import { StockFields } from './stock-fields.tsx'
import { useDraft } from './use-draft.ts'
import { VariantFields } from './variant-fields.tsx'

/** What changes the web shop is saved together; how this computer behaves takes effect at once. */
export function SettingsPage() {
  const { t } = useWords()
  const { go } = useRouter()
  const draft = useDraft()
  const { rules, mapping, setRules } = draft
  return (
    <>
      <Page
        title={t('nav.settings')}
        way={<Button onClick={() => go({ page: 'connect' })}>{t('connect.title')}</Button>}
      >
        <Asked asked={draft.asked}>
          {() =>
            rules === null || mapping === null ? null : (
              <>
                <Fields title={t('settings.selection.title')}>
                  <SelectionFields rules={rules} onChange={setRules} />
                  <SkuFields rules={rules} onChange={setRules} />
                  <BarcodeField rules={rules} onChange={setRules} />
                </Fields>
                <Fields title={t('settings.price.title')}>
                  <PriceField mapping={mapping} onChange={draft.setMapping} />
                </Fields>
                <Fields title={t('settings.variants.title')}>
                  <VariantFields rules={rules} onChange={setRules} />
                </Fields>
                <Fields title={t('settings.pictures.title')}>
                  <PicturesField rules={rules} onChange={setRules} />
                </Fields>
                <Fields title={t('settings.categories.title')}>
                  <CategoryFields rules={rules} onChange={setRules} />
                </Fields>
                <Section title={t('settings.stock.title')}>
                  <StockFields rules={rules} onChange={setRules} />
                </Section>
              </>
            )
          }
        </Asked>
        <ScheduleFields />
        <Computer />
      </Page>
      {draft.changed ? <DraftBar draft={draft} /> : null}
    </>
  )
}

function Fields({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Section title={title}>
      <div className={classes.fields}>{children}</div>
    </Section>
  )
}
