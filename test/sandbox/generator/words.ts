/** What the invented shop sells. Every brand is made up. */

export const brands = [
  'Trailhead',
  'Nordkamm',
  'Brookline',
  'Vallon & Fils',
  'Müller+Söhne',
  "Col d'Azur",
  'Sakura Works',
  'さくら堂',
  'Café Lumière',
  'Ådal',
  'Harbour & Co.',
  'Pinecrest',
  'Velo 66',
  'Kestrel',
  'La Petite Forge',
  'Ironbark',
  'Fjällby',
  'Okami',
  'Blue Heron',
  'Redwood Supply',
  'Atelier Nº 7',
  'Quarry',
  'Lighthouse Press',
  'Maison Été',
  'Tideline',
  'Summit/Base',
  'Greenway',
  'Copper Kettle',
  'Zwölf',
  '100% Wool Mill',
] as const

export const vendors = [
  'Northern Outdoor Wholesale',
  'Distribution Leclair SARL',
  'Velo Parts GmbH',
  'Pacific Trading #2',
  'Kyoto Crafts 株式会社',
  'Harbour & Co. Direct',
  'Book Service Ltd',
  'Textil Nord',
  'Mountain Foods Inc.',
  'Bougies de Provence',
] as const

export const tags = [
  'webstore',
  'newarrival',
  'sale',
  'bestseller',
  'gift',
  'summer',
  'winter',
  'eco',
  'madeinfrance',
  'japan',
  'clearance',
  'staffpick',
  'limited',
  'rainy-day',
  'été',
  'noël',
  'b2b',
  'heavy',
  'fragile',
  'online-only',
] as const

export const services = [
  'Repair, per hour',
  'Bicycle tune-up',
  'Gift wrapping',
  'Shipping & handling',
  'Ski rental, 1 day',
  'Boot fitting',
] as const

export const adjectives = [
  'Alpine',
  'Coastal',
  'Classic',
  'Light',
  'Storm',
  'Heritage',
  'Canyon',
  'Meadow',
  'Summit',
  'Harbour',
  'Nomad',
  'Ridge',
  'Delta',
  'Boreal',
  'Granite',
  'Solstice',
] as const

export const colours = [
  'Moss',
  'Black',
  'Navy',
  'Rust',
  'Sand',
  'Teal',
  'Plum',
  'Grey/Lime',
  'Crème',
] as const

export const sizes = ['XS', 'S', 'M', 'L', 'XL', 'XXL'] as const

export const shoeSizes = ['36', '37', '38', '39', '40', '41', '42', '42 1/2', '43', '44', '45'] as const

/** Names that trip a careless program: in an address, a filter, a page or a shop's URL. */
export const oddNames = [
  'Screws 3/4" & Nuts (50 pcs.)',
  'Glue +50% free #1',
  '.064" x 3/4" Brass Strip',
  'Kit: A+B=C / "Pro" é',
  'Grip <left> & grip <right>',
  'Tea 100 % organic – crème brûlée',
  "Children's chair \\ red",
  'Sticker 🙂 set of 5',
  'Map: Lac d’Annecy / Col de la Forclaz',
  'Cord 5 m; 7 m; 9 m, assorted',
] as const

export const sentences = [
  'Made to be used every day and repaired when needed.',
  'Light, quiet and easy to pack.',
  'Tested by our staff on long weekends.',
  'Conçu et fabriqué en France.',
  'Washable at 30 °C.',
  'Comes with a two-year guarantee.',
  '職人の手で一つ一つ作られています。',
  'Fits in any pack & any pocket.',
] as const
