import { z } from 'zod'
import type { Result } from '../../shared/result.ts'
import type { MagentoError } from './error.ts'
import type { Magento } from './magento.ts'
import { parse } from './parse.ts'

export type Website = { readonly id: number; readonly code: string; readonly name: string }

export type StoreView = Website & { readonly websiteId: number }

export type StoreConfig = {
  readonly code: string
  readonly websiteId: number
  readonly locale: string | null
  readonly currency: string | null
}

/** The admin's own website and store view come along in every list and are none. */
const ADMIN_ID = 0

const WebsiteRecord = z.object({ id: z.number().int(), code: z.string(), name: z.string() })

const StoreViewRecord = WebsiteRecord.extend({ website_id: z.number().int() })

export const Websites = z
  .array(WebsiteRecord)
  .transform((rows): readonly Website[] => rows.filter(({ id }) => id !== ADMIN_ID))

export const StoreViews = z
  .array(StoreViewRecord)
  .transform((rows): readonly StoreView[] =>
    rows
      .filter(({ id }) => id !== ADMIN_ID)
      .map(({ id, code, name, website_id }) => ({ id, code, name, websiteId: website_id })),
  )

export const StoreConfigs = z
  .array(
    z.object({
      code: z.string(),
      website_id: z.number().int(),
      locale: z.string().nullish(),
      base_currency_code: z.string().nullish(),
    }),
  )
  .transform((rows): readonly StoreConfig[] =>
    rows.map(({ code, website_id, locale, base_currency_code }) => ({
      code,
      websiteId: website_id,
      locale: locale ?? null,
      currency: base_currency_code ?? null,
    })),
  )

export const Currency = z.object({ base_currency_code: z.string().nullish() })

export const websites = (magento: Magento): Promise<Result<readonly Website[], MagentoError>> =>
  read(magento, 'store/websites', Websites)

export const storeViews = (magento: Magento): Promise<Result<readonly StoreView[], MagentoError>> =>
  read(magento, 'store/storeViews', StoreViews)

export const storeConfigs = (magento: Magento): Promise<Result<readonly StoreConfig[], MagentoError>> =>
  read(magento, 'store/storeConfigs', StoreConfigs)

/** Base currency of the default website; needs no right. */
export const currency = (magento: Magento): Promise<Result<z.infer<typeof Currency>, MagentoError>> =>
  read(magento, 'directory/currency', Currency)

async function read<T>(
  magento: Magento,
  path: string,
  schema: z.ZodType<T>,
): Promise<Result<T, MagentoError>> {
  const answer = await magento.request({ method: 'GET', path, scope: null, effect: 'read' })
  return answer.ok ? parse(`GET /V1/${path}`, schema, answer.value) : answer
}
