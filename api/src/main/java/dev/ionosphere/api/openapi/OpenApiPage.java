package dev.ionosphere.api.openapi;

import dev.ionosphere.api.permission.Open;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.swagger.v3.oas.annotations.Hidden;
import io.swagger.v3.oas.annotations.OpenAPIDefinition;
import io.swagger.v3.oas.annotations.enums.SecuritySchemeType;
import io.swagger.v3.oas.annotations.info.Info;
import io.swagger.v3.oas.annotations.info.License;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.security.SecurityScheme;
import java.net.URI;

/** The page that shows the API; it is made at compile time and holds nothing to protect. */
@OpenAPIDefinition(
    info =
        @Info(
            title = "Ionosphere",
            version = "v1",
            description = "The hub's REST interface. Failures are RFC 9457 problems.",
            license = @License(name = "Apache-2.0")),
    security = @SecurityRequirement(name = "token"))
@SecurityScheme(name = "token", type = SecuritySchemeType.HTTP, scheme = "bearer")
@Controller("/api")
@Open
@Hidden
final class OpenApiPage {

  @Get
  HttpResponse<?> page() {
    return HttpResponse.seeOther(URI.create("/api/docs/index.html"));
  }
}
