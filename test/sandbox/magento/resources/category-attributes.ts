import { plainAttribute } from '../state/builtin-attributes.ts'
import type { Attribute, State } from '../state/model.ts'
import type { JsonObject } from '../web/json.ts'
import { noEntity } from '../web/refusal.ts'
import { searchTable } from '../web/table.ts'
import { attributeView } from './attribute-view.ts'
import type { Route } from './route.ts'
import { criteria } from './route.ts'

/** Number, code, input, backend type, marks (R required), label. */
const table = `
  45 name text varchar R Name
  46 is_active select int R Is Active
  47 description textarea text - Description
  48 image image varchar - Image
  49 meta_title text varchar - Page Title
  50 meta_keywords textarea text - Meta Keywords
  51 meta_description textarea text - Meta Description
  52 display_mode select varchar - Display Mode
  53 landing_page select int - CMS Block
  54 is_anchor select int - Is Anchor
  55 path text static - Path
  56 position text static - Position
  57 all_children text text -
  58 path_in_store text text -
  59 children text text -
  60 custom_design select varchar - Custom Design
  61 custom_design_from date datetime - Active From
  62 custom_design_to date datetime - Active To
  63 page_layout select varchar - Page Layout
  64 custom_layout_update textarea text - Custom Layout Update
  65 level text static - Level
  66 children_count text static - Children Count
  67 available_sort_by multiselect text R Available Product Listing Sort By
  68 default_sort_by select varchar R Default Product Listing Sort By
  69 include_in_menu select int R Include in Navigation Menu
  70 custom_use_parent_settings select int - Use Parent Category Settings
  71 custom_apply_to_products select int - Apply To Products
  72 filter_price_range text decimal - Layered Navigation Price Step
  118 url_key text varchar - URL Key
  119 url_path text varchar -
  120 custom_layout_update_file select varchar - Custom Layout Update
`

const backends = ['varchar', 'int', 'text', 'decimal', 'datetime', 'static'] as const

const categoryAttributes: Attribute[] = table
  .trim()
  .split(/\n\s*/)
  .map((line) => {
    const [id, code = '', input = null, backend, marks = '', ...label] = line.split(' ')
    const isYesNo = code.startsWith('is_') || code === 'include_in_menu'
    return {
      ...plainAttribute(Number(id), code),
      input,
      backend: backends.find((each) => each === backend) ?? 'varchar',
      isRequired: marks.includes('R'),
      label: label.length === 0 ? null : label.join(' '),
      sourceModel: isYesNo ? 'Magento\\Eav\\Model\\Entity\\Attribute\\Source\\Boolean' : undefined,
      fixedOptions: isYesNo
        ? [
            ['1', 'Yes'],
            ['0', 'No'],
          ]
        : [],
    }
  })

const show = (state: State, attribute: Attribute, storeId: number): JsonObject => ({
  ...attributeView(state, attribute, storeId),
  entity_type_id: '3',
})

const RIGHT = 'Magento_Catalog::attributes_attributes'

export const categoryAttributeRoutes: Route[] = [
  {
    method: 'GET',
    template: '/V1/categories/attributes',
    resource: RIGHT,
    answer: (call) =>
      searchTable(categoryAttributes, criteria(call), {
        columns: {
          attribute_id: (attribute) => attribute.id,
          attribute_code: (attribute) => attribute.code,
          frontend_input: (attribute) => attribute.input,
          is_required: (attribute) => Number(attribute.isRequired),
        },
        show: (attribute) => show(call.state, attribute, call.storeId),
      }),
  },
  {
    method: 'GET',
    template: '/V1/categories/attributes/:attributeCode',
    resource: RIGHT,
    answer: (call) => {
      const code = call.param('attributeCode')
      const attribute = categoryAttributes.find((each) => each.code === code)
      if (attribute === undefined) throw noEntity('attributeCode', code)
      return show(call.state, attribute, call.storeId)
    },
  },
]
