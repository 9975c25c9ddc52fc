import { createContext, useContext } from "react";

/** What only the rendering of one response knows. */
export interface RenderContext {
  /** For inline styles and scripts (CSP). */
  nonce: string;
  /** The response's status: a refused form puts "Error:" before the title, as GOV.UK's error pattern wants. */
  status: number;
}

const Rendering = createContext<RenderContext>({ nonce: "", status: 200 });

export const RenderContextProvider = Rendering.Provider;

export function useRenderContext(): RenderContext {
  return useContext(Rendering);
}
