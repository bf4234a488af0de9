import type { SandboxClock } from '../../types.ts'
import { builtinAttributes, defaultSetCodes } from './builtin-attributes.ts'
import type { AttributeSet, Category, Settings, State } from './model.ts'
import { PRODUCT_ENTITY } from './model.ts'

const groupNames: [number, string][] = [
  [7, 'Product Details'],
  [13, 'Content'],
  [19, 'Bundle Items'],
  [10, 'Images'],
  [9, 'Search Engine Optimization'],
  [8, 'Advanced Pricing'],
  [11, 'Design'],
  [14, 'Schedule Design Update'],
  [12, 'Autosettings'],
  [20, 'Gift Options'],
]

/** Attribute sets of the other entity types of a fresh shop: number and entity type. */
const otherSets: [number, number][] = [
  [1, 1],
  [2, 2],
  [3, 3],
  [5, 5],
  [6, 6],
  [7, 7],
  [8, 8],
]

/** A shop just installed: one website with one store view, one attribute set, one source in one stock. */
export function freshState(clock: SandboxClock, settings: Partial<Settings>): State {
  const now = momentOf(clock)
  const attributes = builtinAttributes()
  return {
    clock,
    settings: {
      bearerTokens: false,
      priceScope: 'global',
      maintenance: false,
      maxPageSize: undefined,
      maxItems: undefined,
      msi: true,
      edition: 'Community',
      version: '2.4.7',
      redirectTo: undefined,
      developerMode: false,
      administrator: undefined,
      translations: {},
      saveMs: 0,
      saveWorkers: 2,
      deadlockAbove: undefined,
      maxAsyncItems: 5000,
      amqp: true,
      publishesFirst: false,
      ...settings,
    },
    credentials: { integrations: new Map(), byToken: new Map(), nonces: new Set() },
    websites: [
      { id: 1, code: 'base', name: 'Main Website', defaultGroupId: 1 },
      { id: 0, code: 'admin', name: 'Admin', defaultGroupId: 0 },
    ],
    groups: [
      { id: 0, code: 'default', name: 'Default', websiteId: 0, rootCategoryId: 0, defaultStoreId: 0 },
      {
        id: 1,
        code: 'main_website_store',
        name: 'Main Website Store',
        websiteId: 1,
        rootCategoryId: 2,
        defaultStoreId: 1,
      },
    ],
    stores: [
      { id: 1, code: 'default', name: 'Default Store View', groupId: 1, locale: 'en_US' },
      { id: 0, code: 'admin', name: 'Admin', groupId: 0, locale: 'en_US' },
    ],
    taxClasses: [
      { id: 2, name: 'Taxable Goods', type: 'PRODUCT' },
      { id: 3, name: 'Retail Customer', type: 'CUSTOMER' },
    ],
    attributes: new Map(attributes.map((attribute) => [attribute.code, attribute])),
    attributesById: new Map(attributes.map((attribute) => [attribute.id, attribute])),
    sets: new Map([defaultSet(), ...otherSets.map(otherSet)].map((set) => [set.id, set])),
    categories: new Map([
      [1, rootCategory(1, 0, 'Root Catalog', now)],
      [2, rootCategory(2, 1, 'Default Category', now)],
    ]),
    products: [],
    bySku: new Map(),
    twins: new Map(),
    savingUntil: 0,
    inFlight: new Map(),
    files: new Set(),
    saves: [],
    bulks: new Map(),
    queue: [],
    reservations: new Map(),
    rewrites: new Map(),
    sources: new Map([['default', defaultSource()]]),
    stocks: new Map([[1, { id: 1, name: 'Default Stock', websites: ['base'], indexed: true }]]),
    stockLinks: [{ stockId: 1, sourceCode: 'default', priority: 1 }],
    sourceItems: new Map(),
    next: {
      attribute: 137,
      bulk: 1,
      bundleLink: 1,
      bundleOption: 1,
      category: 3,
      configurableOption: 1,
      entityAttribute: 135,
      group: 21,
      integration: 1,
      operation: 1,
      option: 4,
      picture: 1,
      product: 1,
      report: 1,
      set: 9,
      sourceItem: 1,
      stock: 2,
      stockItem: 1,
      taxClass: 4,
    },
  }
}

/** Now in UTC, `YYYY-MM-DD HH:MM:SS`. */
export function momentOf(clock: SandboxClock): string {
  return momentAt(clock.now())
}

export function momentAt(ms: number): string {
  return new Date(ms).toISOString().slice(0, 19).replace('T', ' ')
}

function defaultSet(): AttributeSet {
  return {
    id: 4,
    name: 'Default',
    sortOrder: 1,
    entityTypeId: PRODUCT_ENTITY,
    groups: groupNames.map(([id, name]) => ({ id, name })),
    members: new Map(defaultSetCodes.map((code, at) => [code, at])),
    cached: undefined,
  }
}

function otherSet([id, entityTypeId]: [number, number]): AttributeSet {
  return {
    id,
    name: 'Default',
    sortOrder: 1,
    entityTypeId,
    groups: [],
    members: new Map(),
    cached: undefined,
  }
}

function rootCategory(id: number, parentId: number, name: string, now: string): Category {
  return {
    id,
    parentId,
    position: id === 1 ? 0 : 1,
    createdAt: now,
    updatedAt: now,
    values: id === 1 ? { name } : { name, is_active: 1, include_in_menu: 1, display_mode: 'PRODUCTS' },
    overrides: new Map(),
  }
}

function defaultSource(): { code: string; fields: Record<string, string | number | boolean>; enabled: true } {
  return {
    code: 'default',
    enabled: true,
    fields: {
      name: 'Default Source',
      description: 'Default Source',
      latitude: 0,
      longitude: 0,
      country_id: 'US',
      postcode: '00000',
    },
  }
}
