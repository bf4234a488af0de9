import { tellStories } from './telling.ts'

tellStories(8, 14)
