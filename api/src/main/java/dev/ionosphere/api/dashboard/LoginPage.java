package dev.ionosphere.api.dashboard;

import dev.ionosphere.api.permission.Open;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.views.ModelAndView;
import io.swagger.v3.oas.annotations.Hidden;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The door. What it posts is taken by the hub's own login. */
@Hidden
@Controller
@Produces(MediaType.TEXT_HTML)
final class LoginPage {
  private final Assets assets;

  LoginPage(Assets assets) {
    this.assets = assets;
  }

  @Open
  @Get("/login")
  ModelAndView<Map<String, Object>> login(
      @QueryValue @Nullable String next, @QueryValue @Nullable String failed) {
    return new ModelAndView<>(
        "login",
        Map.of(
            "assets", assets.root(), "next", next == null ? "/" : next, "failed", failed != null));
  }
}
