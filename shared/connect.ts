import { z } from 'zod'
import { Instant } from './ids.ts'
import { Message } from './message.ts'

/** The four values of an activated Magento integration, or its access token alone. */
export const MagentoKeys = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('integration'),
    consumerKey: z.string().min(1),
    consumerSecret: z.string().min(1),
    accessToken: z.string().min(1),
    accessTokenSecret: z.string().min(1),
  }),
  z.object({ kind: z.literal('bearer'), token: z.string().min(1) }),
])
export type MagentoKeys = z.infer<typeof MagentoKeys>

/** A right that Tillbridge needs, whether it is there, and what is lost without it. */
export const Permission = z.object({
  /** Key of the text catalogue: `permission.<name>`. */
  name: z.string(),
  given: z.boolean(),
  needed: z.boolean(),
})
export type Permission = z.infer<typeof Permission>

export const AuthorizeStart = z.object({
  /** Opened in the browser; the merchant agrees there. */
  authorizeUrl: z.string(),
  /** The local HTTPS listener answers the browser; false when its port is taken: paste the address then. */
  listening: z.boolean(),
  /** The code in the redirected address lives this long. */
  codeSeconds: z.number().int(),
  startedAt: Instant,
})
export type AuthorizeStart = z.infer<typeof AuthorizeStart>

export const LightspeedConnected = z.object({
  accountId: z.string(),
  name: z.string(),
  shops: z.array(z.object({ shopId: z.string(), name: z.string() })),
  permissions: z.array(Permission),
})
export type LightspeedConnected = z.infer<typeof LightspeedConnected>

export const MagentoConnected = z.object({
  /** Our id of this Magento: eight characters made from its address. */
  id: z.string(),
  url: z.string(),
  /** `2.4`, as far as the shop tells; null when it hides it. */
  version: z.string().nullable(),
  edition: z.string().nullable(),
  multiSource: z.boolean(),
  websites: z.array(z.object({ id: z.number().int(), code: z.string(), name: z.string() })),
  storeViews: z.array(
    z.object({ id: z.number().int(), code: z.string(), name: z.string(), websiteId: z.number().int() }),
  ),
  currency: z.string().nullable(),
  permissions: z.array(Permission),
  warnings: z.array(Message),
})
export type MagentoConnected = z.infer<typeof MagentoConnected>

/** What both sides offer for the settings: shops, sources, price levels, tax classes, attribute sets, attributes, categories. */
export const Lists = z.object({
  shops: z.array(z.object({ shopId: z.string(), name: z.string() })),
  sources: z.array(z.object({ code: z.string(), name: z.string(), enabled: z.boolean() })),
  priceLevels: z.array(z.object({ useTypeId: z.string(), name: z.string() })),
  taxClasses: z.array(z.object({ id: z.string(), name: z.string() })),
  attributeSets: z.array(z.object({ id: z.number().int(), name: z.string() })),
  /** Attributes of one line of text, of which one may hold barcodes. */
  textAttributes: z.array(z.object({ code: z.string(), label: z.string().nullable() })),
  /** Categories of the shop, those above first; `path` names them from the shop's root on. */
  shopCategories: z.array(z.object({ id: z.number().int(), path: z.string() })),
  /** Categories and tags of the till. */
  places: z.array(z.object({ key: z.string(), name: z.string() })),
})
export type Lists = z.infer<typeof Lists>
