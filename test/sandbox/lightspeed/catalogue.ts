import type {
  AttributeSet,
  Category,
  CustomField,
  Employee,
  Image,
  Item,
  ItemShop,
  Manufacturer,
  Matrix,
  PriceLevel,
  Register,
  Shop,
  Tag,
  TaxCategory,
  TaxClass,
  Vendor,
} from './records.ts'

/** Everything an account holds; what the generator makes and `load` takes. */
export type Catalogue = {
  shops: Shop[]
  registers: Register[]
  employees: Employee[]
  priceLevels: PriceLevel[]
  taxClasses: TaxClass[]
  taxCategories: TaxCategory[]
  attributeSets: AttributeSet[]
  manufacturers: Manufacturer[]
  vendors: Vendor[]
  categories: Category[]
  tags: Tag[]
  customFields: CustomField[]
  matrices: Matrix[]
  items: Item[]
  itemShops: ItemShop[]
  images: Image[]
}

/** An account in which nothing is yet. */
export const emptyCatalogue = (): Catalogue => ({
  shops: [],
  registers: [],
  employees: [],
  priceLevels: [],
  taxClasses: [],
  taxCategories: [],
  attributeSets: [],
  manufacturers: [],
  vendors: [],
  categories: [],
  tags: [],
  customFields: [],
  matrices: [],
  items: [],
  itemShops: [],
  images: [],
})
