import type { Attribute, Backend, ValueScope } from './model.ts'
import { countries, layouts } from './option-lists.ts'

/**
 * The product attributes of a fresh shop's Default set, in the order in which products show them: number, code,
 * input, backend type, scope, marks (R required, U made by a user, 1 unique), label. Source: recorded Magento 2.4.7.
 */
const defaultSet = `
  87 image media_image varchar store - Base
  133 shipment_type select int global R Ship Bundle Items
  88 small_image media_image varchar store - Small
  135 swatch_image media_image varchar store - Swatch
  89 thumbnail media_image varchar store - Thumbnail
  78 special_price price decimal website - Special Price
  79 special_from_date date datetime website - Special Price From Date
  90 media_gallery gallery static global - Media Gallery
  104 page_layout select varchar store - Layout
  97 status select int website - Enable Product
  96 gallery gallery varchar store - Image Gallery
  80 special_to_date date datetime website - Special Price To Date
  91 old_id text int global -
  106 options_container select varchar store - Display Product Options In
  81 cost price decimal website U Cost
  92 tier_price text decimal global - Tier Price
  98 minimal_price price decimal website - Minimal Price
  123 msrp price decimal website - Minimum Advertised Price
  134 gift_message_available select varchar global - Allow Gift Message
  73 name text varchar store R Product Name
  121 url_key text varchar store - URL Key
  124 msrp_display_actual_price_type select varchar website - Display Actual Price
  103 custom_layout_update textarea text store - Layout Update XML
  122 url_path text varchar store -
  132 price_view select int global R Price View
  107 required_options text static global -
  108 has_options text static global -
  109 image_label text varchar store - Image Label
  110 small_image_label text varchar store - Small Image Label
  111 thumbnail_label text varchar store - Thumbnail Label
  112 created_at date static global R
  84 meta_title text varchar store - Meta Title
  74 sku text static global R1 SKU
  101 custom_design_from date datetime store - Active From
  113 updated_at date static global R
  130 sku_type boolean int global R Dynamic SKU
  102 custom_design_to date datetime store - Active To
  77 price price decimal website R Price
  85 meta_keyword textarea text store - Meta Keywords
  129 price_type boolean int global R Dynamic Price
  136 tax_class_id select int website - Tax Class
  86 meta_description textarea varchar store - Meta Description
  100 custom_design select varchar store - New Theme
  116 custom_layout select varchar store - New Layout
  117 custom_layout_update_file select varchar store - Custom Layout Update
  115 quantity_and_stock_status select int global - Quantity
  82 weight weight decimal global - Weight
  131 weight_type boolean int global R Dynamic Weight
  99 visibility select int store - Visibility
  105 category_ids text static global - Categories
  94 news_from_date date datetime website - Set Product as New from Date
  76 short_description textarea text store - Short Description
  95 news_to_date date datetime website - Set Product as New to Date
  114 country_of_manufacture select varchar website - Country of Manufacture
  75 description textarea text store - Description
  125 links_purchased_separately - int global R Links can be purchased separately
  126 samples_title - varchar store R Samples title
  127 links_title - varchar store R Links title
  128 links_exist - int global -
`

/** Product attributes that a fresh shop has in no set. */
const outsideSets = `
  83 manufacturer select int global U Manufacturer
  93 color select int global U Color
`

/** Backend and source model, without the vendor. */
const models = `
  shipment_type - Bundle/Model/Product/Attribute/Source/Shipment/Type
  special_price Catalog/Model/Product/Attribute/Backend/Price -
  special_from_date Catalog/Model/Attribute/Backend/Startdate -
  page_layout - Catalog/Model/Product/Attribute/Source/Layout
  status - Catalog/Model/Product/Attribute/Source/Status
  special_to_date Eav/Model/Entity/Attribute/Backend/Datetime -
  options_container - Catalog/Model/Entity/Product/Attribute/Design/Options/Container
  cost Catalog/Model/Product/Attribute/Backend/Price -
  tier_price Catalog/Model/Product/Attribute/Backend/Tierprice -
  msrp Catalog/Model/Product/Attribute/Backend/Price -
  gift_message_available Catalog/Model/Product/Attribute/Backend/Boolean Catalog/Model/Product/Attribute/Source/Boolean
  msrp_display_actual_price_type Catalog/Model/Product/Attribute/Backend/Boolean Msrp/Model/Product/Attribute/Source/Type/Price
  custom_layout_update Catalog/Model/Attribute/Backend/Customlayoutupdate -
  price_view - Bundle/Model/Product/Attribute/Source/Price/View
  sku Catalog/Model/Product/Attribute/Backend/Sku -
  custom_design_from Catalog/Model/Attribute/Backend/Startdate -
  custom_design_to Eav/Model/Entity/Attribute/Backend/Datetime -
  price Catalog/Model/Product/Attribute/Backend/Price -
  tax_class_id - Tax/Model/TaxClass/Source/Product
  custom_design - Theme/Model/Theme/Source/Theme
  custom_layout - Catalog/Model/Product/Attribute/Source/Layout
  custom_layout_update_file Catalog/Model/Product/Attribute/Backend/LayoutUpdate Catalog/Model/Product/Attribute/Source/LayoutUpdate
  quantity_and_stock_status Catalog/Model/Product/Attribute/Backend/Stock CatalogInventory/Model/Source/Stock
  weight Catalog/Model/Product/Attribute/Backend/Weight -
  visibility - Catalog/Model/Product/Visibility
  category_ids Catalog/Model/Product/Attribute/Backend/Category -
  news_from_date Catalog/Model/Attribute/Backend/Startdate -
  news_to_date Eav/Model/Entity/Attribute/Backend/Datetime -
  country_of_manufacture - Catalog/Model/Product/Attribute/Source/Countryofmanufacture
  manufacturer - Eav/Model/Entity/Attribute/Source/Table
  color - Eav/Model/Entity/Attribute/Source/Table
`

const fixedOptions: Record<string, [string, string][]> = {
  shipment_type: [
    ['0', 'Together'],
    ['1', 'Separately'],
  ],
  status: [
    ['1', 'Enabled'],
    ['2', 'Disabled'],
  ],
  options_container: [
    ['container1', 'Product Info Column'],
    ['container2', 'Block after Info Column'],
  ],
  gift_message_available: [
    ['1', 'Yes'],
    ['0', 'No'],
    ['2', 'Use config'],
  ],
  msrp_display_actual_price_type: [
    ['0', 'Use config'],
    ['1', 'On Gesture'],
    ['2', 'In Cart'],
    ['3', 'Before Order Confirmation'],
  ],
  price_view: [
    ['0', 'Price Range'],
    ['1', 'As Low as'],
  ],
  tax_class_id: [
    ['0', 'None'],
    ['2', 'Taxable Goods'],
  ],
  custom_design: [
    ['', '-- Please Select --'],
    ['1', 'Magento Blank'],
    ['3', 'Magento Luma'],
  ],
  custom_layout_update_file: [['__no_update__', 'No update']],
  quantity_and_stock_status: [
    ['1', 'In Stock'],
    ['0', 'Out of Stock'],
  ],
  visibility: [
    ['1', 'Not Visible Individually'],
    ['2', 'Catalog'],
    ['3', 'Search'],
    ['4', 'Catalog, Search'],
  ],
  country_of_manufacture: countries,
  custom_layout: layouts,
  page_layout: layouts,
}

const defaults: Record<string, string> = {
  shipment_type: '0',
  status: '1',
  options_container: 'container2',
  msrp_display_actual_price_type: '0',
  sku_type: '0',
  price_type: '0',
  tax_class_id: '2',
  quantity_and_stock_status: '1',
  weight_type: '0',
  visibility: '4',
}

const everyPriced = ['simple', 'virtual', 'configurable', 'downloadable', 'bundle']

const applyTo: Record<string, string[]> = {
  ...each(
    ['price', 'tax_class_id', 'msrp', 'msrp_display_actual_price_type', 'weight', 'minimal_price'],
    everyPriced,
  ),
  ...each(['special_price', 'special_from_date', 'special_to_date', 'tier_price'], everyPriced),
  ...each(['price_type', 'sku_type', 'weight_type', 'price_view', 'shipment_type'], ['bundle']),
  ...each(['links_purchased_separately', 'samples_title', 'links_title', 'links_exist'], ['downloadable']),
  cost: ['simple', 'virtual', 'downloadable'],
  swatch_image: ['simple', 'virtual'],
  country_of_manufacture: ['simple', 'bundle', 'grouped', 'configurable'],
  manufacturer: ['simple', 'configurable'],
  color: ['simple', 'virtual', 'configurable'],
}

const filterableFlags = {
  is_filterable: true,
  is_used_in_grid: true,
  is_filterable_in_grid: true,
  is_searchable: '1',
  is_visible_in_advanced_search: '1',
  is_comparable: '1',
}

const note = 'Maximum 255 chars. Meta Description should optimally be between 150-160 characters'
const notes: Record<string, string> = { meta_description: note }
const frontendClasses: Record<string, string> = {
  name: 'validate-length maximum-length-255',
  sku: 'validate-length maximum-length-64',
  url_key: 'validate-trailing-hyphen',
}

function each(codes: string[], types: string[]): Record<string, string[]> {
  return Object.fromEntries(codes.map((code) => [code, types]))
}

const lines = (table: string): string[] => table.trim().split(/\n\s*/)

export const defaultSetCodes: readonly string[] = lines(defaultSet).map((line) => line.split(' ')[1] ?? '')

/** Every product attribute of a fresh shop. */
export function builtinAttributes(): Attribute[] {
  const classes = new Map(
    lines(models).map((line) => {
      const [code = '', backend, source] = line.split(' ')
      return [code, { backend: className(backend), source: className(source) }]
    }),
  )
  return [...lines(defaultSet), ...lines(outsideSets)].map((line) => {
    const [id, code = '', input, backend, scope, marks = '', ...label] = line.split(' ')
    return {
      ...plainAttribute(Number(id), code),
      input: input === '-' || input === undefined ? null : input,
      backend: readBackend(backend),
      scope: readScope(scope),
      label: label.length === 0 ? null : label.join(' '),
      isRequired: marks.includes('R'),
      isUserDefined: marks.includes('U'),
      isUnique: marks.includes('1'),
      defaultValue: defaults[code] ?? null,
      applyTo: applyTo[code] ?? [],
      fixedOptions: fixedOptions[code],
      sourceModel: classes.get(code)?.source,
      backendModel: classes.get(code)?.backend,
      note: notes[code],
      frontendClass: frontendClasses[code],
      flags: code === 'color' || code === 'manufacturer' ? filterableFlags : {},
    }
  })
}

function className(short: string | undefined): string | undefined {
  return short === undefined || short === '-' ? undefined : `Magento\\${short.replaceAll('/', '\\')}`
}

function readBackend(word: string | undefined): Backend {
  for (const backend of ['static', 'text', 'int', 'decimal', 'datetime'] as const)
    if (word === backend) return backend
  return 'varchar'
}

function readScope(word: string | undefined): ValueScope {
  return word === 'store' || word === 'website' ? word : 'global'
}

/** An attribute without anything set. */
export function plainAttribute(id: number, code: string): Attribute {
  return {
    id,
    code,
    input: 'text',
    backend: 'varchar',
    scope: 'store',
    label: null,
    storeLabels: new Map(),
    isRequired: false,
    isUserDefined: false,
    isUnique: false,
    defaultValue: null,
    applyTo: [],
    options: [],
    fixedOptions: undefined,
    sourceModel: undefined,
    backendModel: undefined,
    note: undefined,
    frontendClass: undefined,
    flags: {},
  }
}
