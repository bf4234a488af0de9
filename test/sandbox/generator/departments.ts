/** How the variants of a kind of goods differ: Color/Size, Size alone, Color alone. */
export type Varies = 'color-size' | 'size' | 'color' | 'none'

export type Department = {
  /** From the root of the category tree. */
  path: readonly [string, ...string[]]
  nouns: readonly [string, ...string[]]
  varies: Varies
  /** Usual prices. */
  from: number
  to: number
}

export const departments: readonly [Department, ...Department[]] = [
  {
    path: ['Apparel', 'T-Shirts'],
    nouns: ['Tee', 'Long Sleeve Tee', 'Polo'],
    varies: 'color-size',
    from: 19,
    to: 59,
  },
  {
    path: ['Apparel', 'Jackets'],
    nouns: ['Rain Jacket', 'Down Jacket', 'Fleece', 'Windshell'],
    varies: 'color-size',
    from: 89,
    to: 449,
  },
  {
    path: ['Apparel', 'Trousers'],
    nouns: ['Hiking Trousers', 'Shorts', 'Leggings'],
    varies: 'size',
    from: 39,
    to: 149,
  },
  {
    path: ['Apparel', 'Hats & Caps'],
    nouns: ['Cap', 'Beanie', 'Sun Hat'],
    varies: 'color',
    from: 15,
    to: 49,
  },
  {
    path: ['Apparel', 'Socks'],
    nouns: ['Merino Sock', 'Trail Sock', 'Liner Sock'],
    varies: 'size',
    from: 9,
    to: 29,
  },
  {
    path: ['Footwear', 'Shoes'],
    nouns: ['Trail Shoe', 'Approach Shoe', 'Sandal'],
    varies: 'size',
    from: 59,
    to: 199,
  },
  { path: ['Footwear', 'Boots'], nouns: ['Hiking Boot', 'Winter Boot'], varies: 'size', from: 99, to: 329 },
  {
    path: ['Camping', 'Tents'],
    nouns: ['Tent 2P', 'Tent 3P', 'Tarp 3x4 m', 'Footprint'],
    varies: 'none',
    from: 29,
    to: 799,
  },
  {
    path: ['Camping', 'Sleeping'],
    nouns: ['Sleeping Bag', 'Sleeping Mat', 'Pillow'],
    varies: 'color',
    from: 24,
    to: 399,
  },
  {
    path: ['Camping', 'Kitchen', 'Stoves'],
    nouns: ['Gas Stove', 'Wood Stove', 'Windscreen'],
    varies: 'none',
    from: 12,
    to: 189,
  },
  {
    path: ['Camping', 'Kitchen', 'Cups & Bottles'],
    nouns: ['Mug 0.3 l', 'Bottle 0.75 l', 'Flask'],
    varies: 'color',
    from: 8,
    to: 49,
  },
  {
    path: ['Camping', 'Light'],
    nouns: ['Head Torch', 'Lantern', 'Candle Lamp'],
    varies: 'none',
    from: 12,
    to: 119,
  },
  {
    path: ['Bicycles', 'Tyres & Tubes'],
    nouns: ['Tyre 28"', 'Tyre 26"', 'Tube 28" Presta', 'Tubeless Kit'],
    varies: 'none',
    from: 5,
    to: 69,
  },
  {
    path: ['Bicycles', 'Parts', 'Brakes'],
    nouns: ['Brake Pads', 'Disc 160 mm', 'Brake Cable'],
    varies: 'none',
    from: 4,
    to: 59,
  },
  {
    path: ['Bicycles', 'Parts', 'Drivetrain'],
    nouns: ['Chain 11s', 'Cassette 11-32', 'Chainring'],
    varies: 'none',
    from: 14,
    to: 129,
  },
  {
    path: ['Bicycles', 'Helmets'],
    nouns: ['Helmet', 'Kids Helmet'],
    varies: 'color-size',
    from: 39,
    to: 189,
  },
  {
    path: ['Books & Maps'],
    nouns: ['Map 1:25 000', 'Guidebook', 'Field Notes'],
    varies: 'none',
    from: 6,
    to: 39,
  },
  {
    path: ['Food'],
    nouns: ['Energy Bar', 'Trail Mix', 'Instant Soup', 'Coffee 250 g'],
    varies: 'none',
    from: 2,
    to: 19,
  },
]

export const french: readonly [Department, ...Department[]] = [
  {
    path: ['Maison', 'Bougies & parfums'],
    nouns: ['Bougie « Été à la mer »', 'Bougie à la fleur d’oranger', 'Savon à l’huile d’olive'],
    varies: 'none',
    from: 6,
    to: 48,
  },
  {
    path: ['Maison', 'Vaisselle'],
    nouns: ['Théière émaillée', 'Assiette à dessert', 'Bol à café « Forêt »', 'Crêpière'],
    varies: 'none',
    from: 9,
    to: 95,
  },
  {
    path: ['Maison', 'Épicerie'],
    nouns: ['Confiture de mûres', 'Miel de châtaignier', 'Sel de Guérande', 'Pâté végétal à l’ail'],
    varies: 'none',
    from: 4,
    to: 22,
  },
]

export const japanese: readonly [Department, ...Department[]] = [
  {
    path: ['日本', '食器'],
    nouns: ['湯呑み 青', '有田焼 皿', '箸置き セット', '急須'],
    varies: 'none',
    from: 8,
    to: 120,
  },
  {
    path: ['日本', '布'],
    nouns: ['手ぬぐい 波', '風呂敷 90cm', 'てぬぐい 富士山'],
    varies: 'none',
    from: 9,
    to: 39,
  },
]
