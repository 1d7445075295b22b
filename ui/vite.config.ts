/** How the window is built, served and tested. */
import { svelte } from "@sveltejs/vite-plugin-svelte";
import { defineConfig } from "vitest/config";

export default defineConfig(({ mode }) => ({
  plugins: [svelte()],
  clearScreen: false,
  server: {
    port: 5173,
    strictPort: true,
    // A test looks at what the engine offers; nothing is served to it.
    ...(mode === "test" ? { fs: { allow: [".."] } } : {}),
  },
  build: { target: "es2023", modulePreload: { polyfill: false } },
  // Components under test run as they do in a browser, not on a server.
  resolve: mode === "test" ? { conditions: ["browser"] } : {},
  test: {
    environment: "happy-dom",
    include: ["src/**/*.test.ts"],
    setupFiles: ["src/test/setup.ts"],
    // A busy computer is slow, and that is no fault of the window.
    testTimeout: 30_000,
  },
}));
