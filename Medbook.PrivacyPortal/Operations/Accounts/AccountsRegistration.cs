using Medbook.PrivacyPortal.Domain.Accounts;
using Medbook.PrivacyPortal.Infrastructure.Settings;
using Medbook.PrivacyPortal.Persistence;
using Microsoft.AspNetCore.Identity;

namespace Medbook.PrivacyPortal.Operations.Accounts;

/// <summary>ASP.NET Core Identity and what the operations on accounts share.</summary>
public static class AccountsRegistration
{
    /// <summary>Registers the managers of Identity on the portal's database. Lock-out is the portal's own: see <see cref="Tries"/>.</summary>
    public static IServiceCollection AddAccounts(this IServiceCollection services, PortalSettings settings)
    {
        services.AddIdentityCore<PortalUser>(options =>
            {
                options.User.RequireUniqueEmail = true;
                // A mail address is the user name, and has letters of its own.
                options.User.AllowedUserNameCharacters = "";
                options.Lockout.AllowedForNewUsers = false;
                options.Password = new PasswordOptions
                {
                    RequiredLength = PasswordRule.Shortest, RequiredUniqueChars = 1,
                    RequireDigit = false, RequireLowercase = false, RequireNonAlphanumeric = false, RequireUppercase = false,
                };
            })
            .AddRoles<IdentityRole>()
            .AddEntityFrameworkStores<PortalDb>()
            .AddSignInManager()
            .AddDefaultTokenProviders();
        // OWASP's figure for PBKDF2 with SHA-512.
        services.Configure<PasswordHasherOptions>(options => options.IterationCount = 210_000);
        services.Configure<IdentityPasskeyOptions>(options =>
        {
            options.ServerDomain = settings.PublicUrl?.Host;
            // A look, a finger or a PIN: what makes one passkey two factors.
            options.UserVerificationRequirement = "required";
            options.ResidentKeyRequirement = "required";
        });
        return services
            .AddScoped<AccountLinks>().AddScoped<AccountMails>().AddScoped<AccountMailer>()
            .AddScoped<Tries>().AddScoped<PasswordCheck>().AddScoped<CodeCheck>().AddScoped<PasskeyCheck>().AddScoped<Sessions>();
    }
}
