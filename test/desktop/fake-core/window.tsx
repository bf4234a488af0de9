// The fake core first, so that the window finds it, then the window as it is.
import './bridge.ts'
import '../../../renderer/main.tsx'
